using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Filters;
using Keyway.Server.Provisioning.Profiles;

namespace Keyway.Server.Provisioning;

/// <summary>A user while a request fills it in: empty for POST and PUT, the stored one for PATCH. Attributes that we do not keep are passed over (RFC 7644 3.3).</summary>
internal sealed class UserAttributes
{
    private string? _userName;
    private string? _displayName;
    private string? _externalId;
    private bool? _active;
    private ProfileAttributes _profile = new();
    private OnPremisesUserAttributes? _onPremises;

    private UserAttributes()
    {
    }

    /// <summary>Reads a whole user.</summary>
    public static Result<UserAttributes> Parse(ScimObject body)
    {
        var attributes = new UserAttributes();
        return attributes.SetAll(body, PatchKind.Replace, strict: false) is { } refusal ? refusal : attributes;
    }

    /// <summary>Starts from what is stored.</summary>
    public static UserAttributes Of(DirectoryUser user) => new()
    {
        _userName = user.UserName,
        _displayName = user.DisplayName,
        _externalId = user.ExternalId,
        _active = user.Enabled,
        _profile = ProfileAttributes.Of(user),
        _onPremises = user.OnPremises is { } onPremises ? new OnPremisesUserAttributes(onPremises) : null,
    };

    /// <summary>Applies one operation of a patch.</summary>
    public Refusal? Apply(PatchOperation operation)
    {
        if (operation.Path is not { } path)
            return SetAll(operation.Body!, operation.Kind, strict: true);
        if (path.Attribute is "id" or "meta" or "schemas" or "groups" or "password")
            return new Refusal(Catalogue.Provisioning.Immutable, path.Attribute);
        if (path.Which is { } filter)
        {
            return ProfileAttribute.TryResolve(path.Attribute, out var many, out var part) && many.IsMany && part is null ? _profile.Patch(operation, many, filter, path.SubAttribute)
                : UnknownName(path.Attribute, strict: true);
        }

        return operation.Kind == PatchKind.Remove ? Remove(path.Attribute) : Set(path.Attribute, operation.Value, operation.Kind, strict: true);
    }

    /// <summary>The result as a user, its texts in place.</summary>
    /// <param name="basis">Gives id, times and version.</param>
    public Result<DirectoryUser> Build(DirectoryUser basis)
    {
        if (_userName is null)
            return new Refusal(Catalogue.Provisioning.ValueRefused, "userName");
        if (UserName.Check(_userName) is { } refusal)
            return refusal;
        OnPremisesAccount? onPremises = null;
        if (_onPremises is not null && !_onPremises.Build().TryGet(out onPremises, out refusal))
            return refusal;
        var (mail, mailType, profile) = _profile.Build();
        return basis with
        {
            UserName = _userName,
            DisplayName = _displayName ?? _profile.FormattedName ?? _userName,
            Mail = mail,
            MailType = mailType,
            Profile = profile,
            // A PUT that does not say so enables nobody.
            Enabled = _active ?? basis.Enabled,
            ExternalId = _externalId,
            OnPremises = onPremises,
        };
    }

    private Refusal? SetAll(ScimObject body, PatchKind kind, bool strict)
    {
        foreach (var (name, value) in body.Members)
        {
            if ((AttributeName.Normalise(name) is { } attribute ? Set(attribute, value, kind, strict) : UnknownName(name, strict)) is { } refusal)
                return refusal;
        }

        return null;
    }

    private Refusal? Set(string attribute, JsonElement value, PatchKind kind, bool strict)
    {
        var isNull = value.ValueKind == JsonValueKind.Null;
        switch (attribute)
        {
            case "username":
                return ScimObject.TryText(value, out _userName) ? null : Refused("userName");
            case "displayname":
                _displayName = null;
                return isNull || ScimText.TryRead(value, out _displayName) ? null : Refused("displayName");
            case "externalid":
                _externalId = null;
                return isNull || ScimText.TryRead(value, out _externalId) ? null : Refused("externalId");
            case "active":
                _active = ScimObject.Truth(value);
                return isNull || _active is not null ? null : Refused("active");
            // In a whole resource it is passed over; a patch that names it would be answered as if it had been set.
            case "password" when strict:
                return new Refusal(Catalogue.Provisioning.Immutable, attribute);
            case AttributeName.OnPremises:
                return SetOnPremises(value);
            case var extended when extended.StartsWith(AttributeName.OnPremises + ":", StringComparison.Ordinal):
                _onPremises ??= new OnPremisesUserAttributes();
                return _onPremises.Set(extended[(AttributeName.OnPremises.Length + 1)..], value);
            default:
                return ProfileAttributes.Knows(attribute) ? _profile.Set(attribute, value, kind) : UnknownName(attribute, strict);
        }
    }

    private Refusal? Remove(string attribute)
    {
        switch (attribute)
        {
            case "displayname":
                _displayName = null;
                return null;
            case "externalid":
                _externalId = null;
                return null;
            case AttributeName.OnPremises:
                _onPremises = null;
                return null;
            case "username" or "active":
                return new Refusal(Catalogue.Provisioning.Immutable, attribute);
            case var extended when extended.StartsWith(AttributeName.OnPremises + ":", StringComparison.Ordinal):
                return _onPremises?.Set(extended[(AttributeName.OnPremises.Length + 1)..], default);
            default:
                if (!ProfileAttributes.Knows(attribute))
                    return UnknownName(attribute, strict: true);
                _profile.Remove(attribute);
                return null;
        }
    }

    private Refusal? SetOnPremises(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            _onPremises = null;
            return null;
        }

        if (!ScimObject.Of(value).TryGet(out var extension, out _))
            return Refused(AttributeName.OnPremises);
        _onPremises ??= new OnPremisesUserAttributes();
        foreach (var (name, member) in extension.Members)
        {
            if (_onPremises.Set(name.ToLowerInvariant(), member) is { } refusal)
                return refusal;
        }

        return null;
    }

    private static Refusal Refused(string attribute) => new(Catalogue.Provisioning.ValueRefused, attribute);

    private static Refusal? UnknownName(string name, bool strict) =>
        !strict || name is "id" or "meta" or "schemas" or "groups" || ProfileAttribute.PassedOver.Contains(name.Split('.')[0].ToLowerInvariant()) ? null : new Refusal(Catalogue.Provisioning.PathMalformed, "path");
}
