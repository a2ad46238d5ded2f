using Keyway.ActiveDirectory.Reading;
using Keyway.EndToEnd.KerberosServers;

namespace Keyway.EndToEnd.DirectoryReading;

/// <summary>An account without the right to replicate still reads what it may see, and never takes a missing deletion for none.</summary>
[Collection(LabCollection.Name)]
public sealed class DirectoryRightsTests(LabFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_ordinary_user_reads_the_whole_domain_each_time_because_it_is_told_no_deletions()
    {
        using var seat = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
        var reader = new DirectoryChangeReader(seat.Connection);

        var first = await ReadAsync(reader, null);
        Assert.Equal(DirectoryReadingMode.ObjectSecurity, reader.Mode);
        Assert.Null(first[0].FullReadBecause);
        var second = await ReadAsync(reader, first[^1].Cookie);
        Assert.Contains("List Contents and Read Property on the container Deleted Objects", second[0].FullReadBecause, StringComparison.Ordinal);
        Assert.Equal(first.Sum(page => page.Users.Count), second.Sum(page => page.Users.Count));
    }

    [Fact]
    public async Task A_cookie_of_an_account_with_other_rights_is_answered_with_the_whole_domain()
    {
        using var alice = await DirectorySeat.AsUserAsync(fixture.Lab, "alice", Cancellation);
        using var administrator = await DirectorySeat.AsAdministratorAsync(fixture.Lab, Cancellation);
        var cookie = (await ReadAsync(new DirectoryChangeReader(alice.Connection), null))[^1].Cookie;

        var reader = new DirectoryChangeReader(administrator.Connection);
        Assert.Contains("Replicating Directory Changes", (await ReadAsync(reader, cookie))[0].FullReadBecause, StringComparison.Ordinal);
        Assert.Equal(DirectoryReadingMode.Replication, reader.Mode);
    }

    private static async Task<List<DirectoryChangePage>> ReadAsync(DirectoryChangeReader reader, ReadOnlyMemory<byte>? cookie)
    {
        var pages = new List<DirectoryChangePage>();
        await foreach (var page in reader.ReadAsync(cookie, Cancellation))
            pages.Add(page.Value);
        return pages;
    }
}
