using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;

namespace Keyway.Server.Provisioning;

/// <summary>The on-premises extension of a user while a request fills it in.</summary>
internal sealed class OnPremisesUserAttributes
{
    private string? _samAccountName;
    private string? _domainDnsName;
    private string? _domainNetBiosName;
    private SecurityIdentifier? _sid;
    private DateTimeOffset? _accountExpires;
    private bool _passwordExpired;
    private DateTimeOffset? _passwordLastSet;
    private SecurityIdentifier? _primaryGroupSid;
    private bool _privileged;
    private DateTimeOffset? _passwordExpires;

    public OnPremisesUserAttributes()
    {
    }

    public OnPremisesUserAttributes(OnPremisesAccount account)
    {
        _samAccountName = account.SamAccountName;
        _domainDnsName = account.DomainDnsName;
        _domainNetBiosName = account.DomainNetBiosName;
        _sid = account.Sid;
        _accountExpires = account.AccountExpires;
        _passwordExpired = account.PasswordExpired;
        _passwordLastSet = account.PasswordLastSet;
        _primaryGroupSid = account.PrimaryGroupSid;
        _privileged = account.Privileged;
        _passwordExpires = account.PasswordExpires;
    }

    /// <summary>Sets one attribute; null, or no value at all, takes it away.</summary>
    /// <param name="name">Lower case.</param>
    public Refusal? Set(string name, JsonElement value)
    {
        var isNull = value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined;
        var done = name switch
        {
            "samaccountname" => SamAccountName.TryRead(value, out _samAccountName),
            "domaindnsname" => ScimObject.TryText(value, out var text) && (_domainDnsName = DomainName.Normalise(text)) is not null,
            "domainnetbiosname" => ScimText.TryRead(value, out _domainNetBiosName) && _domainNetBiosName.Length <= 15,
            "securityidentifier" => TrySid(value, out _sid) && _sid!.IsDomainAccount,
            "accountexpires" => TryMoment(value, isNull, out _accountExpires),
            "passwordexpired" => TryTruth(value, isNull, out _passwordExpired),
            "passwordlastset" => TryMoment(value, isNull, out _passwordLastSet),
            "primarygroupsid" => isNull ? (_primaryGroupSid = null) is null : TrySid(value, out _primaryGroupSid) && _primaryGroupSid!.IsDomainAccount,
            "privileged" => TryTruth(value, isNull, out _privileged),
            "passwordexpires" => TryMoment(value, isNull, out _passwordExpires),
            _ => true,
        };
        return done ? null : new Refusal(Catalogue.Provisioning.ValueRefused, name);
    }

    /// <summary>The whole, or the first attribute that is missing.</summary>
    public Result<OnPremisesAccount> Build() =>
        _samAccountName is null ? Missing("samAccountName")
        : _domainDnsName is null ? Missing("domainDnsName")
        : _domainNetBiosName is null ? Missing("domainNetBiosName")
        : _sid is null ? Missing("securityIdentifier")
        : new OnPremisesAccount(_sid, _samAccountName, _domainDnsName, _domainNetBiosName, _accountExpires, _passwordExpired, _passwordLastSet, _primaryGroupSid, _privileged,
            _passwordExpires);

    private static Refusal Missing(string name) => new(Catalogue.Provisioning.ValueRefused, name);

    private static bool TrySid(JsonElement value, out SecurityIdentifier? sid)
    {
        sid = null;
        return ScimObject.TryText(value, out var text) && SecurityIdentifier.Parse(text).TryGet(out sid, out _);
    }

    private static bool TryTruth(JsonElement value, bool isNull, out bool truth)
    {
        var read = isNull ? false : ScimObject.Truth(value);
        truth = read ?? false;
        return read is not null;
    }

    // Whole milliseconds, as the store keeps: else each full sync would find a change.
    private static bool TryMoment(JsonElement value, bool isNull, out DateTimeOffset? moment)
    {
        moment = null;
        if (isNull)
            return true;
        if (value.ValueKind != JsonValueKind.String || !value.TryGetDateTimeOffset(out var read))
            return false;
        moment = DateTimeOffset.FromUnixTimeMilliseconds(read.ToUnixTimeMilliseconds());
        return true;
    }
}
