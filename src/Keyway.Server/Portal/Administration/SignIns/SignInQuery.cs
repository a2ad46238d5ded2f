using System.Globalization;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Search;
using Keyway.Server.SignIns;

namespace Keyway.Server.Portal.Administration.SignIns;

/// <summary>
/// The filter of the sign-in log as the address holds it: read from what somebody typed, and written back into addresses. What it does not understand it refuses
/// instead of showing more than was asked for.
/// </summary>
internal sealed class SignInQuery
{
    /// <summary>People that are offered when a name means several.</summary>
    private const int MostOffered = 10;

    private static readonly (string Value, string Words, TimeSpan Length)[] Ranges =
    [
        ("hour", "Last hour", TimeSpan.FromHours(1)),
        ("day", "Last 24 hours", TimeSpan.FromDays(1)),
        ("week", "Last 7 days", TimeSpan.FromDays(7)),
        ("month", "Last 30 days", TimeSpan.FromDays(30)),
    ];

    private SignInQuery(IQueryCollection query)
    {
        Person = Text(query, "person");
        Outcome = Text(query, "outcome");
        Method = Text(query, "method");
        Client = Text(query, "client");
        Number = Text(query, "number");
        Range = Text(query, "time");
        From = Text(query, "from");
        To = Text(query, "to");
        Device = Text(query, "device");
    }

    public string Person { get; }

    public string Outcome { get; }

    public string Method { get; }

    public string Client { get; }

    public string Number { get; }

    public string Range { get; }

    public string From { get; }

    public string To { get; }

    public string Device { get; }

    /// <summary>Beginning and end of the time, UTC. The end is open when the log is followed.</summary>
    public (DateTimeOffset From, DateTimeOffset? To) Time { get; private set; }

    public SignInFilter Filter { get; private set; } = new();

    /// <summary>Whom a name may mean, when it is not one person's; empty when one was found or none was asked for.</summary>
    public IReadOnlyList<DirectoryUser> Offered { get; private set; } = [];

    /// <summary>A person was asked for and nobody is meant: nothing is shown, instead of everybody.</summary>
    public bool IsNobody { get; private set; }

    /// <summary>More is asked for than a time.</summary>
    public bool IsNarrowed => Person.Length + Outcome.Length + Method.Length + Client.Length + Number.Length + Device.Length > 0;

    public static IEnumerable<(string Value, string Words)> TimeChoices => Ranges.Select(range => (range.Value, range.Words));

    /// <summary>Reads an address.</summary>
    /// <returns>The query, which also keeps what was typed; and the refusal when it cannot be understood.</returns>
    public static (SignInQuery Query, Refusal? Refusal) Of(IQueryCollection query, AccountDirectory accounts, PeopleSearch search, DateTimeOffset now)
    {
        var read = new SignInQuery(query);
        return (read, read.Parse(accounts, search, now));
    }

    /// <summary>This query as part of an address, with one more field or another value of one.</summary>
    public QueryString With(string? name = null, string? value = null)
    {
        var fields = new List<KeyValuePair<string, string?>>();
        foreach (var (field, text) in new[]
        {
            ("person", Person), ("outcome", Outcome), ("method", Method), ("client", Client), ("number", Number), ("time", Range), ("from", From), ("to", To), ("device", Device),
        })
        {
            if (field != name && text.Length > 0)
                fields.Add(new(field, text));
        }

        if (name is not null)
            fields.Add(new(name, value));
        return QueryString.Create(fields);
    }

    private static string Text(IQueryCollection query, string name) => query[name] is [{ Length: <= 256 } text] ? text.Trim() : "";

    private Refusal? Parse(AccountDirectory accounts, PeopleSearch search, DateTimeOffset now)
    {
        SignInMethod? method = null;
        SignInClient? client = null;
        int? number = null;
        Guid? device = null;
        if (Method.Length > 0 && !TryEnum(Method, out method))
            return Unreadable("method");
        if (Client.Length > 0 && !TryEnum(Client, out client))
            return Unreadable("client");
        if (Outcome is not ("" or "completed" or "refused"))
            return Unreadable("outcome");
        if (Number.Length > 0)
        {
            if (!int.TryParse(Number.StartsWith("KW", StringComparison.OrdinalIgnoreCase) ? Number[2..] : Number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
                return Unreadable("number");
            number = parsed;
        }

        if (Device.Length > 0)
        {
            if (!Guid.TryParse(Device, out var parsed))
                return Unreadable("device");
            device = parsed;
        }

        if (ParseTime(now) is { } refusal)
            return refusal;
        var person = Person.Length > 0 ? Find(accounts, search) : null;
        Filter = new SignInFilter(person, Outcome.Length == 0 ? null : Outcome == "completed", method, client, number, device, Time.From, Time.To);
        return null;
    }

    private Refusal? ParseTime(DateTimeOffset now)
    {
        if (From.Length == 0 && To.Length == 0)
        {
            var range = Range.Length == 0 ? Ranges[1] : Ranges.FirstOrDefault(range => range.Value == Range);
            Time = (now - range.Length, null);
            return range.Value is null ? Unreadable("time") : null;
        }

        DateTimeOffset? from = null, to = null;
        if ((From.Length > 0 && (from = Moment(From)) is null) || (To.Length > 0 && (to = Moment(To)) is null))
            return Unreadable("time");
        var end = to ?? now;
        Time = (from ?? end - TimeSpan.FromDays(1), to);
        return Time.From <= end ? null : Unreadable("time");
    }

    // What <input type="datetime-local"> writes.
    private static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParseExact(
        text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
        ? moment
        : null;

    private Guid? Find(AccountDirectory accounts, PeopleSearch search)
    {
        if ((Guid.TryParse(Person, out var id) ? accounts.Find(id) : accounts.FindByUserName(Person)) is { } account)
            return account.Id;
        var found = search.Find(Person, null, MostOffered).People;
        if (found is [var only])
            return only.Id;
        Offered = found;
        IsNobody = true;
        return null;
    }

    private static bool TryEnum<T>(string text, out T? value) where T : struct, Enum
    {
        // A number that is no member would pass TryParse.
        value = Enum.TryParse<T>(text, out var parsed) && Enum.IsDefined(parsed) && !char.IsAsciiDigit(text[0]) ? parsed : null;
        return value is not null;
    }

    private static Refusal Unreadable(string field) => new(Catalogue.Portal.FilterUnreadable, field);
}
