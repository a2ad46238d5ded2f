using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;
using Keyway.Server.Search;

namespace Keyway.Server.Portal.Administration.Audit;

/// <summary>The filter of the audit log as the address holds it. What it does not understand it refuses instead of showing more than was asked for.</summary>
internal sealed class AuditQuery
{
    private static readonly string[] Fields = ["activity", "actor", "target", "from", "to"];

    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);

    private AuditQuery(IQueryCollection query)
    {
        foreach (var field in Fields)
            _typed[field] = query[field] is [{ Length: <= 256 } text] ? text.Trim() : "";
    }

    public AuditFilter Filter { get; private set; } = new();

    /// <summary>Somebody was asked for, and nobody is meant: nothing is shown, instead of everything.</summary>
    public bool IsNobody { get; private set; }

    public string this[string field] => _typed[field];

    /// <summary>Reads an address.</summary>
    public static (AuditQuery Query, Refusal? Refusal) Of(IQueryCollection query, AccountDirectory accounts, PeopleSearch search)
    {
        var read = new AuditQuery(query);
        return (read, read.Parse(accounts, search));
    }

    /// <summary>This query as part of an address, with one more field.</summary>
    public QueryString With(params ReadOnlySpan<(string Name, string Value)> more)
    {
        var fields = _typed.Where(field => field.Value.Length > 0).Select(field => new KeyValuePair<string, string?>(field.Key, field.Value)).ToList();
        foreach (var (name, value) in more)
            fields.Add(new(name, value));
        return QueryString.Create(fields);
    }

    private Refusal? Parse(AccountDirectory accounts, PeopleSearch search)
    {
        DateTimeOffset? from = null, to = null;
        if ((_typed["from"].Length > 0 && (from = Moment(_typed["from"])) is null) || (_typed["to"].Length > 0 && (to = Moment(_typed["to"])) is null) || from > to)
            return new Refusal(Catalogue.Portal.FilterUnreadable, "time");
        var (actor, target) = (Find(_typed["actor"], accounts, search), Find(_typed["target"], accounts, search));
        IsNobody = (actor is null && _typed["actor"].Length > 0) || (target is null && _typed["target"].Length > 0);
        Filter = new AuditFilter(_typed["activity"].Length > 0 ? _typed["activity"] : null, actor, target, from, to);
        return null;
    }

    // An id is taken as it is: a connector, a computer and a forgotten person have no name here.
    private static Guid? Find(string typed, AccountDirectory accounts, PeopleSearch search) =>
        typed.Length == 0 ? null
        : Guid.TryParse(typed, out var id) ? id
        : accounts.FindByUserName(typed) is { } account ? account.Id
        : search.Find(typed, null, 2).People is [var only] ? only.Id
        : null;

    private static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        ? moment
        : null;
}
