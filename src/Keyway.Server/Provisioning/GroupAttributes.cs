using System.Text.Json;
using Keyway.Errors;
using Keyway.Kerberos.Pac;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning;

/// <summary>A group while a request fills it in, with the changes of its members in their order.</summary>
internal sealed class GroupAttributes
{
    private readonly List<MemberChange> _memberChanges = [];
    private string? _displayName;
    private string? _externalId;
    private bool _hasExtension;
    private string? _samAccountName;
    private string? _domainDnsName;
    private SecurityIdentifier? _sid;

    private GroupAttributes()
    {
    }

    /// <summary>What happens to the members. Empty when the request says nothing about them: then they stay, also under PUT, because an emptied deny list would let people in.</summary>
    public IReadOnlyList<MemberChange> MemberChanges => _memberChanges;

    /// <summary>Reads a whole group.</summary>
    public static Result<GroupAttributes> Parse(ScimObject body)
    {
        var attributes = new GroupAttributes();
        return attributes.SetAll(body, PatchKind.Replace, strict: false) is { } refusal ? refusal : attributes;
    }

    /// <summary>Starts from what is stored.</summary>
    public static GroupAttributes Of(DirectoryGroup group) => new()
    {
        _displayName = group.DisplayName,
        _externalId = group.ExternalId,
        _hasExtension = group.OnPremises is not null,
        _samAccountName = group.OnPremises?.SamAccountName,
        _domainDnsName = group.OnPremises?.DomainDnsName,
        _sid = group.OnPremises?.Sid,
    };

    /// <summary>The same group before anybody is in it.</summary>
    public GroupAttributes WithoutMembers() => new()
    {
        _displayName = _displayName,
        _externalId = _externalId,
        _hasExtension = _hasExtension,
        _samAccountName = _samAccountName,
        _domainDnsName = _domainDnsName,
        _sid = _sid,
    };

    /// <summary>Applies one operation of a patch.</summary>
    public Refusal? Apply(PatchOperation operation)
    {
        if (operation.Path is not { } path)
            return SetAll(operation.Body!, operation.Kind, strict: true);
        if (path.Attribute == "members")
            return ChangeMembers(operation, path);
        if (path.Which is not null || path.SubAttribute is not null)
            return new Refusal(Catalogue.Provisioning.PathMalformed, path.Attribute);
        if (path.Attribute is "id" or "meta" or "schemas" || (operation.Kind == PatchKind.Remove && path.Attribute != "externalid"))
            return new Refusal(Catalogue.Provisioning.Immutable, path.Attribute);
        return Set(path.Attribute, operation.Value, operation.Kind, strict: true);
    }

    /// <summary>The result as a group.</summary>
    /// <param name="basis">Gives id, times and version.</param>
    public Result<DirectoryGroup> Build(DirectoryGroup basis)
    {
        if (_displayName is null)
            return Refused("displayName");
        OnPremisesGroupFacts? onPremises = null;
        if (_hasExtension)
        {
            if (_samAccountName is null || _domainDnsName is null || _sid is null)
                return Refused(_samAccountName is null ? "samAccountName" : _domainDnsName is null ? "domainDnsName" : "securityIdentifier");
            onPremises = new OnPremisesGroupFacts(_sid, _samAccountName, _domainDnsName);
        }

        return basis with { DisplayName = _displayName, ExternalId = _externalId, OnPremises = onPremises };
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
            case "displayname":
                return ScimText.TryRead(value, out _displayName) ? null : Refused("displayName");
            case "externalid":
                _externalId = null;
                return value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || ScimText.TryRead(value, out _externalId) ? null : Refused("externalId");
            case "members":
                if (!MemberList.Parse(value).TryGet(out var members, out var refusal))
                    return refusal;
                _memberChanges.Add(new MemberChange(kind, members));
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
        if (value.ValueKind == JsonValueKind.Null)
        {
            _hasExtension = false;
            return null;
        }

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
            "samaccountname" => ScimText.TryRead(value, out _samAccountName),
            "domaindnsname" => ScimObject.TryText(value, out var text) && (_domainDnsName = DomainName.Normalise(text)) is not null,
            "securityidentifier" => ScimObject.TryText(value, out var text) && SecurityIdentifier.Parse(text).TryGet(out _sid, out _) && IsGroupSid(_sid),
            _ => true,
        };
        return done ? null : Refused(name);
    }

    private Refusal? ChangeMembers(PatchOperation operation, PatchPath path)
    {
        if (path.Which is { } filter)
        {
            // RFC 7644 3.5.2.2: members[…] can only be taken away; a member has no part that could be replaced.
            if (operation.Kind != PatchKind.Remove || path.SubAttribute is not null)
                return new Refusal(Catalogue.Provisioning.PathMalformed, "members");
            if (!MemberList.Parse(filter).TryGet(out var filtered, out var refusal))
                return refusal;
            _memberChanges.Add(new MemberChange(PatchKind.Remove, filtered));
            return null;
        }

        if (operation.Kind == PatchKind.Remove && operation.Value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            _memberChanges.Add(new MemberChange(PatchKind.Remove, null));
            return null;
        }

        // A removal with a value takes away those members only: so the vendor's provisioning service means it.
        return Set("members", operation.Value, operation.Kind, strict: true);
    }

    // A domain's group, or one of BUILTIN, which every domain has under the same SIDs.
    private static bool IsGroupSid(SecurityIdentifier sid) => sid.IsDomainAccount || sid is { Authority: 5, SubAuthorities: [32, _] };

    private static Refusal Refused(string attribute) => new(Catalogue.Provisioning.ValueRefused, attribute);

    private static Refusal? Unknown(string name, bool strict) =>
        !strict || name.Equals("schemas", StringComparison.OrdinalIgnoreCase) || name is "id" or "meta" ? null : new Refusal(Catalogue.Provisioning.PathMalformed, "path");
}
