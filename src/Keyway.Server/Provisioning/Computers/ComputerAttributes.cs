using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.Devices;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning.Computers;

/// <summary>A computer while a request fills it in. The anchor is the objectGUID and becomes the id of the device.</summary>
internal sealed class ComputerAttributes
{
    private Guid? _anchor;
    private string? _displayName;
    private bool? _active;
    private string _operatingSystem = string.Empty;
    private string _operatingSystemVersion = string.Empty;
    private IReadOnlyList<byte[]>? _certificates;
    private bool _hasExtension;
    private string? _samAccountName;
    private string? _domainDnsName;
    private SecurityIdentifier? _sid;

    private ComputerAttributes()
    {
    }

    /// <summary>Reads a whole computer.</summary>
    public static Result<ComputerAttributes> Parse(ScimObject body)
    {
        var attributes = new ComputerAttributes();
        return attributes.SetAll(body, PatchKind.Replace, strict: false) is { } refusal ? refusal : attributes;
    }

    /// <summary>Starts from what is stored.</summary>
    public static ComputerAttributes Of(HybridDevice device) => new()
    {
        _anchor = device.Id,
        _displayName = device.DisplayName,
        _active = device.Enabled,
        _operatingSystem = device.OperatingSystem,
        _operatingSystemVersion = device.OperatingSystemVersion,
        _certificates = device.Certificates,
        _hasExtension = true,
        _samAccountName = device.SamAccountName,
        _domainDnsName = device.Domain,
        _sid = StoredSid.Read(device.Sid),
    };

    /// <summary>Applies one operation of a patch.</summary>
    public Refusal? Apply(PatchOperation operation)
    {
        if (operation.Path is not { } path)
            return SetAll(operation.Body!, operation.Kind, strict: true);
        if (path.Which is not null)
            return new Refusal(Catalogue.Provisioning.PathMalformed, path.Attribute);
        if (path.Attribute is "id" or "meta" or "schemas" or "registered")
            return new Refusal(Catalogue.Provisioning.Immutable, path.Attribute);
        if (operation.Kind != PatchKind.Remove)
            return Set(path.Attribute, operation.Value, operation.Kind, strict: true);
        return path.Attribute is "operatingsystem" or "operatingsystemversion"
            ? Set(path.Attribute, default, operation.Kind, strict: true)
            : new Refusal(Catalogue.Provisioning.Immutable, path.Attribute);
    }

    /// <summary>The result as a computer.</summary>
    /// <param name="basis">Gives times and version; its id is the anchor of one that is there, and empty for a new one.</param>
    public Result<HybridDevice> Build(HybridDevice basis)
    {
        if (!_hasExtension || _anchor is null)
            return new Refusal(Catalogue.Provisioning.ExtensionRequired, _hasExtension ? "externalId" : "onPremises");
        if (_displayName is null || _samAccountName is null || _domainDnsName is null || _sid is null)
            return Refused(_displayName is null ? "displayName" : _samAccountName is null ? "samAccountName" : _domainDnsName is null ? "domainDnsName" : "securityIdentifier");
        if (ComputerCertificates.Check(_certificates ?? [], _anchor.Value) is { } refusal)
            return refusal;
        return basis with
        {
            Id = _anchor.Value,
            Domain = _domainDnsName,
            Sid = _sid.ToString(),
            SamAccountName = _samAccountName,
            DisplayName = _displayName,
            OperatingSystem = _operatingSystem,
            OperatingSystemVersion = _operatingSystemVersion,
            Enabled = _active ?? basis.Enabled,
            Certificates = _certificates!,
        };
    }

    private Refusal? SetAll(ScimObject body, PatchKind kind, bool strict)
    {
        foreach (var (name, value) in body.Members)
        {
            var refusal = AttributeName.Normalise(name) is { } attribute ? Set(attribute, value, kind, strict) : Unknown(name, strict);
            if (refusal is not null)
                return refusal;
        }

        return null;
    }

    private Refusal? Set(string attribute, JsonElement value, PatchKind kind, bool strict)
    {
        switch (attribute)
        {
            case "externalid":
                _anchor = ScimObject.TryText(value, out var anchor) && Guid.TryParseExact(anchor, "D", out var id) && id != Guid.Empty ? id : null;
                return _anchor is null ? Refused("externalId") : null;
            case "displayname":
                return ScimText.TryRead(value, out _displayName) ? null : Refused("displayName");
            case "active":
                _active = ScimObject.Truth(value);
                return _active is null ? Refused("active") : null;
            case "operatingsystem":
                return TryOptional(value, out _operatingSystem) ? null : Refused("operatingSystem");
            case "operatingsystemversion":
                return TryOptional(value, out _operatingSystemVersion) ? null : Refused("operatingSystemVersion");
            case "certificates":
                if (!ComputerCertificates.Decode(value).TryGet(out var certificates, out var refusal))
                    return refusal;
                _certificates = kind == PatchKind.Add ? [.. _certificates ?? [], .. certificates] : certificates;
                return null;
            case AttributeName.OnPremises:
                return SetOnPremises(value);
            case var extended when extended.StartsWith(AttributeName.OnPremises + ":", StringComparison.Ordinal):
                _hasExtension = true;
                return SetOnPremises(extended[(AttributeName.OnPremises.Length + 1)..], value);
            default:
                return Unknown(attribute, strict);
        }
    }

    private Refusal? SetOnPremises(JsonElement value)
    {
        if (!ScimObject.Of(value).TryGet(out var extension, out _))
            return Refused("onPremises");
        _hasExtension = true;
        foreach (var (name, member) in extension.Members)
        {
            if (SetOnPremises(name.ToLowerInvariant(), member) is { } refusal)
                return refusal;
        }

        return null;
    }

    private Refusal? SetOnPremises(string name, JsonElement value)
    {
        var done = name switch
        {
            "samaccountname" => SamAccountName.TryRead(value, out _samAccountName),
            "domaindnsname" => ScimObject.TryText(value, out var text) && (_domainDnsName = DomainName.Normalise(text)) is not null,
            "securityidentifier" => ScimObject.TryText(value, out var text) && SecurityIdentifier.Parse(text).TryGet(out _sid, out _) && _sid.IsDomainAccount,
            _ => true,
        };
        return done ? null : Refused(name);
    }

    private static bool TryOptional(JsonElement value, out string text)
    {
        text = string.Empty;
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return true;
        var read = ScimText.TryRead(value, out var given);
        text = given ?? string.Empty;
        return read;
    }

    private static Refusal Refused(string attribute) => new(Catalogue.Provisioning.ValueRefused, attribute);

    private static Refusal? Unknown(string name, bool strict) =>
        !strict || name is "id" or "meta" or "schemas" or "registered" ? null : new Refusal(Catalogue.Provisioning.PathMalformed, "path");
}
