using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Keyway.ActiveDirectory.Reading;
using Keyway.Errors;

namespace Keyway.Connect.Synchronization;

/// <summary>Reads and prepares the next pages while one is written.</summary>
/// <param name="read">The changes since a cookie, everything when it is null; after a refusal nothing follows.</param>
internal sealed class PagePipeline(Func<ReadOnlyMemory<byte>?, CancellationToken, IAsyncEnumerable<Result<DirectoryChangePage>>> read, DirectoryObjects objects)
{
    // Enough that neither side waits for the other's short breaks.
    private const int PagesAhead = 3;

    /// <summary>The pages in their order; the reading ends with the enumeration.</summary>
    public async IAsyncEnumerable<Result<PreparedPage>> PagesAsync(ReadOnlyMemory<byte>? cookie, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<Result<PreparedPage>>(PagesAhead);
        var reading = Task.Run(() => FillAsync(cookie, channel.Writer, ending.Token), CancellationToken.None);
        try
        {
            await foreach (var page in channel.Reader.ReadAllAsync(CancellationToken.None))
                yield return page;
        }
        finally
        {
            await ending.CancelAsync();
            await reading;
        }
    }

    private async Task FillAsync(ReadOnlyMemory<byte>? cookie, ChannelWriter<Result<PreparedPage>> pages, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var page in read(cookie, cancellationToken))
            {
                if (!page.TryGet(out var changes, out var refusal))
                {
                    await pages.WriteAsync(refusal, cancellationToken);
                    break;
                }

                await pages.WriteAsync(Prepare(changes), cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Whoever reads here has what he wanted, or is told so by his own token.
        }
#pragma warning disable CA1031 // It is thrown again where the pages are read.
        catch (Exception broken)
#pragma warning restore CA1031
        {
            failure = broken;
        }
        finally
        {
            pages.Complete(failure);
        }
    }

    private PreparedPage Prepare(DirectoryChangePage page)
    {
        var prepared = new Dictionary<Guid, SyncObject>();
        foreach (var user in page.Users)
            prepared[user.ObjectGuid] = objects.Of(user);
        var joining = page.Computers.ToLookup(computer => JoinCertificates.Of(computer).Count > 0);
        foreach (var computer in joining[true])
            prepared[computer.ObjectGuid] = objects.Of(computer);
        foreach (var group in page.Groups)
            prepared[group.Group.ObjectGuid] = objects.Of(group.Group);
        return new PreparedPage(prepared.Values, page with { Gone = [.. page.Gone, .. joining[false].Select(computer => computer.ObjectGuid)] });
    }
}
