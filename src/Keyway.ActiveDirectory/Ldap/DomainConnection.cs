using System.Runtime.CompilerServices;
using Keyway.ActiveDirectory.Ldap.Native;
using Keyway.ActiveDirectory.Locator;
using Keyway.Errors;

namespace Keyway.ActiveDirectory.Ldap;

/// <summary>An authenticated, protected connection to one domain controller. Operations run one after the other. After a lost connection every further one is refused: open a new one.</summary>
public sealed class DomainConnection : IDisposable
{
    // A server that ignores the page size may not send more than this in one answer.
    private const int MaximumPage = 20_000;

    private readonly LdapSession _session;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private bool _broken;
    private long _operations;

    internal DomainConnection(LdapSession session, DomainController domainController)
    {
        _session = session;
        DomainController = domainController;
    }

    public DomainController DomainController { get; }

    /// <summary>The naming contexts, read when the connection was opened.</summary>
    public RootDse RootDse { get; private set; } = null!;

    /// <summary>How many operations were sent since the bind: what a step costs, whatever the network.</summary>
    public long Operations => Interlocked.Read(ref _operations);

    /// <summary>Reaches the domain controller at its address, verifies its certificate for its host name, and binds.</summary>
    public static Task<Result<DomainConnection>> OpenAsync(
        DomainController domainController, DomainCredential credential, TlsTrust trust, DomainConnectionOptions? options = null, CancellationToken cancellationToken = default) =>
        ConnectionOpening.OpenAsync(domainController, credential, trust, options ?? DomainConnectionOptions.Default, cancellationToken);

    /// <summary>The whole of a search, page after page.</summary>
    public async Task<Result<IReadOnlyList<LdapEntry>>> SearchAsync(LdapSearch search, CancellationToken cancellationToken = default)
    {
        var all = new List<LdapEntry>();
        await foreach (var page in PagesAsync(search, cancellationToken).ConfigureAwait(false))
        {
            if (!page.TryGet(out var entries, out var refusal))
                return refusal;
            all.AddRange(entries);
        }

        return all;
    }

    /// <summary>A search a page at a time. After a refusal nothing follows.</summary>
    public async IAsyncEnumerable<Result<IReadOnlyList<LdapEntry>>> PagesAsync(LdapSearch search, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        byte[]? cookie = [];
        var total = 0;
        do
        {
            LdapControl[] controls = [.. search.Controls, .. search.Scope == LdapScope.Base ? Array.Empty<LdapControl>() : [PageCookie.Request(search.PageSize, cookie)]];
            var answer = await RunAsync(session => session.Search(search, controls, MaximumPage, cancellationToken), cancellationToken).ConfigureAwait(false);
            if (answer.Code != LdapAnswer.Success)
            {
                yield return LdapRefusals.For(answer, $"search {search.BaseDn}");
                yield break;
            }

            total += answer.Entries.Count;
            if (total > search.MaxEntries)
            {
                yield return new Refusal(Catalogue.ActiveDirectory.TooManyEntries, $"search {search.BaseDn}");
                yield break;
            }

            var previous = cookie;
            cookie = PageCookie.Next(answer.Controls);
            if (cookie is null || (cookie.Length > 0 && answer.Entries.Count == 0 && cookie.AsSpan().SequenceEqual(previous)))
            {
                yield return new Refusal(Catalogue.ActiveDirectory.AnswerMalformed, "the paging of a search makes no progress");
                yield break;
            }

            yield return Result(answer.Entries);
        }
        while (cookie.Length > 0);
    }

    /// <summary>A search in one request, without pages, with the controls that came back.</summary>
    internal async Task<Result<LdapAnswer>> SearchOnceAsync(LdapSearch search, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(session => session.Search(search, search.Controls, search.MaxEntries, cancellationToken), cancellationToken).ConfigureAwait(false);
        return answer.Code == LdapAnswer.Success ? answer : LdapRefusals.For(answer, $"search {search.BaseDn}");
    }

    /// <summary>One object; <c>KW1420</c> when there is none.</summary>
    public async Task<Result<LdapEntry>> ReadAsync(string dn, IReadOnlyList<string> attributes, CancellationToken cancellationToken = default)
    {
        var search = new LdapSearch(dn, LdapScope.Base, LdapFilter.Any, attributes);
        var found = await SearchAsync(search, cancellationToken).ConfigureAwait(false);
        if (!found.TryGet(out var entries, out var refusal))
            return refusal;
        return entries is [var entry, ..] ? entry : new Refusal(Catalogue.ActiveDirectory.NoSuchObject, dn);
    }

    /// <summary>Adds an object. Null, or why not.</summary>
    public async Task<Refusal?> AddAsync(string dn, IReadOnlyList<LdapAttribute> attributes, IReadOnlyList<LdapControl>? controls = null, CancellationToken cancellationToken = default) =>
        Outcome(
            await RunAsync(session => session.Add(dn, attributes, controls ?? [], cancellationToken), cancellationToken).ConfigureAwait(false),
            $"add {dn}");

    /// <summary>Changes an object, all of the changes or none. Null, or why not.</summary>
    public async Task<Refusal?> ModifyAsync(string dn, IReadOnlyList<LdapChange> changes, IReadOnlyList<LdapControl>? controls = null, CancellationToken cancellationToken = default) =>
        Outcome(
            await RunAsync(session => session.Modify(dn, changes, controls ?? [], cancellationToken), cancellationToken).ConfigureAwait(false),
            $"modify {dn}: {string.Join(", ", changes.Select(change => change.Attribute))}");

    /// <summary>Deletes an object that has no children. Null, or why not.</summary>
    public async Task<Refusal?> DeleteAsync(string dn, CancellationToken cancellationToken = default) =>
        Outcome(
            await RunAsync(session => session.Delete(dn, [], cancellationToken), cancellationToken).ConfigureAwait(false),
            $"delete {dn}");

    public void Dispose()
    {
        _session.Dispose();
        _turn.Dispose();
    }

    internal async Task<Refusal?> ReadRootDseAsync(CancellationToken cancellationToken)
    {
        if (!(await ReadAsync("", RootDse.Attributes, cancellationToken).ConfigureAwait(false)).TryGet(out var entry, out var refusal)
            || !RootDse.Parse(entry).TryGet(out var root, out refusal))
            return refusal;
        RootDse = root;
        return null;
    }

    private static Result<IReadOnlyList<LdapEntry>> Result(IReadOnlyList<LdapEntry> entries) => new List<LdapEntry>(entries);

    private static Refusal? Outcome(LdapAnswer answer, string operation) =>
        answer.Code == LdapAnswer.Success ? null : LdapRefusals.For(answer, operation);

    private async Task<LdapAnswer> RunAsync(Func<LdapSession, LdapAnswer> operation, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // The library would connect again by itself, without our bind and our checks.
            if (_broken)
                return LdapAnswer.Failed(LdapAnswer.ServerDown, "the connection broke earlier");

            Interlocked.Increment(ref _operations);
            var answer = await Task.Run(() => operation(_session), CancellationToken.None).ConfigureAwait(false);
            // What was too much is abandoned in good order; every other failure of the library's own is not.
            _broken = answer.Code is < 0 and not LdapAnswer.TooMuch;
            return answer;
        }
        catch (OperationCanceledException)
        {
            _broken = true;
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }
}
