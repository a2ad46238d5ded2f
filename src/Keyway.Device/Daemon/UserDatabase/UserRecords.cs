using System.Text.Json.Nodes;
using Keyway.Device.Daemon.People;

namespace Keyway.Device.Daemon.UserDatabase;

/// <summary>
/// Answers to systemd's user database interface (<c>io.systemd.UserDatabase</c>), through which every program that asks for a user's name
/// finds the people of the organisation. Each answer comes from memory.
/// </summary>
/// <param name="accounts">Who is known.</param>
/// <param name="shell">The shell of everybody.</param>
internal sealed class UserRecords(LocalAccounts accounts, string shell)
{
    /// <summary>The service's name: that of its socket.</summary>
    public const string Service = "org.keyway.Users";

    private const string Interface = "io.systemd.UserDatabase.";

    /// <summary>The replies to a call, in order.</summary>
    public IReadOnlyList<JsonObject> Answer(VarlinkCall call)
    {
        if (call.Service is not null && call.Service != Service)
            return [Error("BadService")];
        return call.Method switch
        {
            Interface + "GetUserRecord" => Records(call, call.UserName, User),
            Interface + "GetGroupRecord" => Records(call, call.GroupName, Group),

            // Everybody is in their own group alone.
            Interface + "GetMemberships" => [Error("NoRecordFound")],
            _ => [new JsonObject { ["error"] = "org.varlink.service.MethodNotFound", ["parameters"] = new JsonObject { ["method"] = call.Method } }],
        };
    }

    private IReadOnlyList<JsonObject> Records(VarlinkCall call, string? name, Func<LocalAccount, JsonObject> record)
    {
        IReadOnlyList<LocalAccount> found = (name, call.Number) switch
        {
            (null, null) => call.More ? [.. accounts.All.Where(IsOurs)] : [],
            ({ } wanted, null) => Ours(accounts.Find(wanted)),
            (null, { } number) => Ours(accounts.Find(number)),
            ({ } wanted, { } number) => Ours(accounts.Find(wanted) is { } account && account.UserId == number ? account : null),
        };
        return found.Count == 0 ? [Error("NoRecordFound")] : [.. found.Select((account, index) => Reply(record(account), continues: index < found.Count - 1))];
    }

    private static IReadOnlyList<LocalAccount> Ours(LocalAccount? account) => account is not null && IsOurs(account) ? [account] : [];

    // People of a domain have their users from winbind or sssd: two services that answer for one user would sooner or later disagree.
    private static bool IsOurs(LocalAccount account) => account.Domain is null;

    private JsonObject User(LocalAccount account) => new()
    {
        ["userName"] = account.Name,
        ["uid"] = account.UserId,
        ["gid"] = account.UserId,
        ["realName"] = RealName(account.DisplayName ?? account.UserPrincipalName),
        ["homeDirectory"] = account.Home,
        ["shell"] = shell,
        ["disposition"] = "regular",

        // Without it the caller drops the record without a word.
        ["service"] = Service,
    };

    private static JsonObject Group(LocalAccount account) => new()
    {
        ["groupName"] = account.Name,
        ["gid"] = account.UserId,
        ["disposition"] = "regular",
        ["service"] = Service,
    };

    // It becomes a field of a line of passwd(5): a colon or a line's end in it would be somebody else's field.
    private static string RealName(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is ':' or ',' ? ' ' : c)).Trim();

    private static JsonObject Reply(JsonObject record, bool continues)
    {
        var reply = new JsonObject { ["parameters"] = new JsonObject { ["record"] = record, ["incomplete"] = false } };
        if (continues)
            reply["continues"] = true;
        return reply;
    }

    private static JsonObject Error(string name) => new() { ["error"] = Interface + name, ["parameters"] = new JsonObject() };
}
