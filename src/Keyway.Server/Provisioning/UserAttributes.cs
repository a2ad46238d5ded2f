using System.Text.Json;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning;

/// <summary>A user while a request fills it in: empty for POST and PUT, the stored one for PATCH. Attributes that we do not keep are passed over (RFC 7644 3.3).</summary>
internal sealed class UserAttributes
{
    private string? _userName;
    private string? _displayName;
    private string? _mail;
    private string? _externalId;
    private bool _active = true;
    private OnPremisesUserAttributes? _onPremises;

    private UserAttributes()
    {
    }

    /// <summary>Reads a whole user.</summary>
    public static Result<UserAttributes> Parse(ScimObject body)
    {
        var attributes = new UserAttributes();
        return attributes.SetAll(body, strict: false) is { } refusal ? refusal : attributes;
    }

    /// <summary>Starts from what is stored.</summary>
    public static UserAttributes Of(DirectoryUser user) => new()
    {
        _userName = user.UserName,
        _displayName = user.DisplayName,
        _mail = user.Mail,
        _externalId = user.ExternalId,
        _active = user.Enabled,
        _onPremises = user.OnPremises is { } onPremises ? new OnPremisesUserAttributes(onPremises) : null,
    };

    /// <summary>Applies one operation of a patch.</summary>
    public Refusal? Apply(PatchOperation operation)
    {
        if (operation.Path is not { } path)
            return SetAll(operation.Body!, strict: true);
        if (operation.Kind == PatchKind.Remove)
            return Remove(path);
        return path.Attribute switch
        {
            "id" or "meta" or "schemas" => new Refusal(Catalogue.Provisioning.Immutable, path.Attribute),
            "emails" when path.SubAttribute == "value" => SetMail(operation.Value),
            "emails" when path.SubAttribute is not null => null,
            "emails" when path.Which is not null && ScimObject.Of(operation.Value).TryGet(out var email, out _) => email.TryGet("value", out var address) ? SetMail(address) : null,
            _ when path.Which is not null => new Refusal(Catalogue.Provisioning.PathMalformed, path.Attribute),
            _ => Set(path.Attribute, operation.Value, strict: true),
        };
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
        return basis with
        {
            UserName = _userName,
            DisplayName = _displayName ?? _userName,
            Mail = _mail,
            Enabled = _active,
            ExternalId = _externalId,
            OnPremises = onPremises,
        };
    }

    private Refusal? SetAll(ScimObject body, bool strict)
    {
        foreach (var (name, value) in body.Members)
        {
            if ((AttributeName.Normalise(name) is { } attribute ? Set(attribute, value, strict) : UnknownName(name, strict)) is { } refusal)
                return refusal;
        }

        return null;
    }

    private Refusal? Set(string attribute, JsonElement value, bool strict)
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
                var active = isNull ? true : ScimObject.Truth(value);
                _active = active ?? false;
                return active is null ? Refused("active") : null;
            case "emails":
                return SetMails(value);
            case "emails.value":
                return SetMail(value);
            case AttributeName.OnPremises:
                return SetOnPremises(value);
            case var extended when extended.StartsWith(AttributeName.OnPremises + ":", StringComparison.Ordinal):
                _onPremises ??= new OnPremisesUserAttributes();
                return _onPremises.Set(extended[(AttributeName.OnPremises.Length + 1)..], value);
            default:
                return UnknownName(attribute, strict);
        }
    }

    private Refusal? Remove(PatchPath path)
    {
        switch (path.Attribute)
        {
            case "displayname":
                _displayName = null;
                return null;
            case "externalid":
                _externalId = null;
                return null;
            case "emails" or "emails.value":
                _mail = null;
                return null;
            case AttributeName.OnPremises:
                _onPremises = null;
                return null;
            case "username" or "active" or "id":
                return new Refusal(Catalogue.Provisioning.Immutable, path.Attribute);
            case var extended when extended.StartsWith(AttributeName.OnPremises + ":", StringComparison.Ordinal):
                return _onPremises?.Set(extended[(AttributeName.OnPremises.Length + 1)..], default);
            default:
                return new Refusal(Catalogue.Provisioning.PathMalformed, path.Attribute);
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

    private Refusal? SetMails(JsonElement value)
    {
        _mail = null;
        if (value.ValueKind == JsonValueKind.Null)
            return null;
        if (value.ValueKind != JsonValueKind.Array)
            return Refused("emails");
        var primary = false;
        foreach (var element in value.EnumerateArray())
        {
            if (!ScimObject.Of(element).TryGet(out var email, out _) || !email.TryGet("value", out var address) || !IsMail(address, out var text))
                return Refused("emails");
            var isPrimary = email.TryGet("primary", out var mark) && ScimObject.Truth(mark) is true;
            if (_mail is null || (isPrimary && !primary))
                _mail = text;
            primary |= isPrimary;
        }

        return null;
    }

    private Refusal? SetMail(JsonElement value) => IsMail(value, out _mail) ? null : Refused("emails");

    private static bool IsMail(JsonElement value, out string? text) => ScimText.TryRead(value, out text) && text.Contains('@', StringComparison.Ordinal);

    private static Refusal Refused(string attribute) => new(Catalogue.Provisioning.ValueRefused, attribute);

    private static Refusal? UnknownName(string name, bool strict) =>
        !strict || name.Equals("schemas", StringComparison.OrdinalIgnoreCase) || name is "id" or "meta" ? null : new Refusal(Catalogue.Provisioning.PathMalformed, "path");
}
