using System.Text.Json;
using Keyway.Server.Accounts;
using Keyway.Server.Audit;

namespace Keyway.Server.Provisioning;

/// <summary>What the audit log is told of a person.</summary>
internal static class UserChanges
{
    /// <summary>Who the person is, for an entry that has no other side: made, or deleted.</summary>
    public static ChangedValues Facts(DirectoryUser user)
    {
        var facts = new ChangedValues();
        facts.AddFact("userName", user.UserName);
        facts.AddFact("displayName", user.DisplayName);
        facts.AddFact("mail", user.Mail);
        facts.AddFact("enabled", ChangedValues.Text(user.Enabled));
        facts.AddFact("domain", user.Domain);
        facts.AddFact("samAccountName", user.OnPremises?.SamAccountName);
        facts.AddFact("sid", user.OnPremises?.Sid.ToString());
        return facts;
    }

    /// <summary>All that differs but being enabled and being deleted, which have entries of their own.</summary>
    public static ChangedValues Of(DirectoryUser before, DirectoryUser after)
    {
        var changes = new ChangedValues();
        changes.Add("userName", before.UserName, after.UserName);
        changes.Add("displayName", before.DisplayName, after.DisplayName);
        changes.Add("mail", before.Mail, after.Mail);
        changes.Add("mailType", before.MailType, after.MailType);
        changes.Add("externalId", before.ExternalId, after.ExternalId);
        AddProfile(changes, before.Profile?.Json, after.Profile?.Json);
        if (before.OnPremises is not { } old || after.OnPremises is not { } now)
            return changes;
        changes.Add("samAccountName", old.SamAccountName, now.SamAccountName);
        changes.Add("domainNetBiosName", old.DomainNetBiosName, now.DomainNetBiosName);
        changes.Add("accountExpires", old.AccountExpires, now.AccountExpires);
        changes.Add("passwordExpired", old.PasswordExpired, now.PasswordExpired);
        changes.Add("passwordExpires", old.PasswordExpires, now.PasswordExpires);
        changes.Add("passwordLastSet", old.PasswordLastSet, now.PasswordLastSet);
        changes.Add("primaryGroupSid", old.PrimaryGroupSid?.ToString(), now.PrimaryGroupSid?.ToString());
        changes.Add("privileged", old.Privileged, now.Privileged);
        return changes;
    }

    // Equal profiles are equal texts; only what differs is taken apart.
    private static void AddProfile(ChangedValues changes, string? before, string? after)
    {
        if (before == after)
            return;
        var (old, now) = (Members(before), Members(after));
        foreach (var name in old.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
            changes.Add(name, old.GetValueOrDefault(name), now.GetValueOrDefault(name));
    }

    private static Dictionary<string, string> Members(string? json)
    {
        if (json is null)
            return [];
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToDictionary(
            member => member.Name, member => member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText(), StringComparer.Ordinal);
    }
}
