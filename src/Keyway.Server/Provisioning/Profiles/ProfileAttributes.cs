using System.Buffers;
using System.Text;
using System.Text.Json;
using Keyway.Contracts.Provisioning;
using Keyway.Errors;
using Keyway.Server.Accounts;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning.Profiles;

/// <summary>The profile of a user while a request fills it in, mail addresses with it.</summary>
internal sealed class ProfileAttributes
{
    private const int MaximumElements = 16;

    private readonly Dictionary<ProfileAttribute, List<ProfileElement>> _values = [];

    /// <summary>Starts from what is stored.</summary>
    public static ProfileAttributes Of(DirectoryUser user)
    {
        var profile = new ProfileAttributes();
        if (user.Mail is not null)
        {
            var mail = new ProfileElement(ProfileAttribute.Emails);
            mail.TryRead(JsonSerializer.SerializeToElement(new ScimEmail(user.Mail, Primary: true, user.MailType), Contracts.ContractsJson.Default.ScimEmail));
            profile._values[ProfileAttribute.Emails] = [mail];
        }

        if (user.Profile is null)
            return profile;
        foreach (var (name, value) in ScimBody.Parse(Encoding.UTF8.GetBytes(user.Profile.Json)).ValueOrFault().Members)
        {
            if (profile.Set(AttributeName.Normalise(name)!, value, PatchKind.Add) is { } refusal)
                throw new ServerFaultException(refusal);
        }

        return profile;
    }

    /// <summary>What to call a person who has no display name.</summary>
    public string? FormattedName
    {
        get
        {
            if (_values.GetValueOrDefault(ProfileAttribute.PersonName) is not [var name, ..])
                return null;
            var full = $"{name["givenName"]} {name["familyName"]}".Trim();
            return name["formatted"] ?? (full.Length == 0 || full.Length > 256 ? null : full);
        }
    }

    /// <summary>Sets an attribute, one sub-attribute of it, or the enterprise extension as a whole.</summary>
    /// <param name="normal">In the spelling of <see cref="AttributeName"/>; <see cref="Knows"/> it.</param>
    public Refusal? Set(string normal, JsonElement value, PatchKind kind)
    {
        if (normal == AttributeName.Enterprise)
            return SetExtension(value, kind);
        ProfileAttribute.TryResolve(normal, out var attribute, out var part);
        return Set(attribute!, part, value, kind) ? Limit(attribute!) : Refused(attribute!);
    }

    /// <summary>Whether an attribute is kept here.</summary>
    public static bool Knows(string normal) => normal == AttributeName.Enterprise || ProfileAttribute.TryResolve(normal, out _, out _);

    /// <summary>Takes away what a path names.</summary>
    public void Remove(string normal)
    {
        if (normal == AttributeName.Enterprise)
        {
            foreach (var enterprise in ProfileAttribute.All.Where(candidate => candidate.IsEnterprise))
                _values.Remove(enterprise);
            return;
        }

        ProfileAttribute.TryResolve(normal, out var attribute, out var part);
        if (part is null)
            _values.Remove(attribute!);
        else
            RemovePart(attribute!, part, _ => true);
    }

    /// <summary>Applies an operation on <c>attribute[filter]</c> or <c>attribute[filter].sub</c>. What is to be set where nothing matches is made, as the vendor's client expects.</summary>
    public Refusal? Patch(PatchOperation operation, ProfileAttribute attribute, FilterNode filter, string? subAttribute)
    {
        string? part = null;
        if (subAttribute is not null && (part = attribute.PartNamed(subAttribute)) is null)
            return operation.Kind == PatchKind.Remove ? null : new Refusal(Catalogue.Provisioning.PathMalformed, attribute.Name);
        if (operation.Kind == PatchKind.Remove)
        {
            if (part is not null)
                RemovePart(attribute, part, element => element.Matches(filter));
            else
                RemoveWhere(attribute, element => element.Matches(filter));
            return null;
        }

        var elements = Elements(attribute);
        var found = elements.Where(element => element.Matches(filter)).ToList();
        if (found.Count == 0)
        {
            var made = new ProfileElement(attribute);
            if (!made.TryBecome(filter))
                return new Refusal(Catalogue.Provisioning.NoTarget, attribute.Name);
            elements.Add(made);
            found.Add(made);
        }

        foreach (var element in found)
        {
            if (!(part is null ? element.TryRead(operation.Value) : element.TrySet(part, operation.Value)))
                return Refused(attribute);
            if (element.IsPrimary)
                MakePrimary(attribute, element);
        }

        RemoveWhere(attribute, IsPointless);
        return Limit(attribute);
    }

    /// <summary>The result: the one address that sign-in's people see, and all the rest; null for nothing.</summary>
    public (string? Mail, string? MailType, UserProfile? Profile) Build()
    {
        var mails = _values.GetValueOrDefault(ProfileAttribute.Emails) ?? [];
        var mail = mails.Find(element => element.IsPrimary) ?? mails.FirstOrDefault();
        // Of a synced person there is nothing else, and a directory of them comes in at once.
        var json = _values.Count == (mail is null ? 0 : 1) && mails.Count <= 1 ? null : Json(mail);
        return (mail?["value"], mail?["type"], json is null ? null : new UserProfile(
            json, First(ProfileAttribute.PersonName)?["givenName"], First(ProfileAttribute.PersonName)?["familyName"], First(ProfileAttribute.Manager)?["value"]));
    }

    private ProfileElement? First(ProfileAttribute attribute) => _values.GetValueOrDefault(attribute)?.FirstOrDefault();

    private string? Json(ProfileElement? mail)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var attribute in ProfileAttribute.All.Where(attribute => !attribute.IsEnterprise))
                Write(writer, attribute, mail);
            if (ProfileAttribute.All.Any(attribute => attribute.IsEnterprise && _values.ContainsKey(attribute)))
            {
                writer.WriteStartObject(ScimSchemas.EnterpriseUser);
                foreach (var attribute in ProfileAttribute.All.Where(attribute => attribute.IsEnterprise))
                    Write(writer, attribute, mail);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenCount == 2 ? null : Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private void Write(Utf8JsonWriter writer, ProfileAttribute attribute, ProfileElement? mail)
    {
        var elements = (_values.GetValueOrDefault(attribute) ?? []).Where(element => element != mail).ToList();
        if (elements.Count == 0)
            return;
        writer.WritePropertyName(attribute.Name);
        if (!attribute.IsMany)
        {
            elements[0].Write(writer);
            return;
        }

        writer.WriteStartArray();
        foreach (var element in elements)
            element.Write(writer);
        writer.WriteEndArray();
    }

    private Refusal? SetExtension(JsonElement value, PatchKind kind)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            Remove(AttributeName.Enterprise);
            return null;
        }

        if (!ScimObject.Of(value).TryGet(out var extension, out _))
            return new Refusal(Catalogue.Provisioning.ValueRefused, "enterprise");
        foreach (var (name, member) in extension.Members)
        {
            var normal = $"{AttributeName.Enterprise}:{name.ToLowerInvariant()}";
            if (Knows(normal) && Set(normal, member, kind) is { } refusal)
                return refusal;
        }

        return null;
    }

    private bool Set(ProfileAttribute attribute, string? part, JsonElement value, PatchKind kind)
    {
        if (value.ValueKind is JsonValueKind.Null && part is null)
            return _values.Remove(attribute) || true;
        if (attribute.IsMany && part is null)
            return SetMany(attribute, value, kind);

        // A vendor's client sends the manager as a list of one. One sub-attribute of many values is meant for the first of them.
        var one = value is { ValueKind: JsonValueKind.Array } && !attribute.IsMany && value.GetArrayLength() == 1 ? value[0] : value;
        var elements = Elements(attribute);
        var element = elements.Find(candidate => candidate.IsPrimary) ?? elements.FirstOrDefault();
        if (element is null)
            elements.Add(element = new ProfileElement(attribute));
        if (!(part is null ? element.TryRead(one) : element.TrySet(part, one)))
            return false;
        RemoveWhere(attribute, IsPointless);
        return true;
    }

    private bool SetMany(ProfileAttribute attribute, JsonElement value, PatchKind kind)
    {
        if (value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > MaximumElements))
            return false;
        if (kind == PatchKind.Replace)
            _values.Remove(attribute);
        var elements = Elements(attribute);
        foreach (var item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToArray() : [value])
        {
            var element = new ProfileElement(attribute);
            if (!element.TryRead(item) || IsPointless(element))
                return false;
            if (elements.Exists(element.Equals))
                continue;
            elements.Add(element);
            if (element.IsPrimary)
                MakePrimary(attribute, element);
        }

        if (elements.Count == 0)
            _values.Remove(attribute);
        return true;
    }

    private List<ProfileElement> Elements(ProfileAttribute attribute)
    {
        if (!_values.TryGetValue(attribute, out var elements))
            _values[attribute] = elements = [];
        return elements;
    }

    // RFC 7643 2.4: at most one value is primary.
    private void MakePrimary(ProfileAttribute attribute, ProfileElement primary)
    {
        foreach (var other in Elements(attribute).Where(element => element != primary))
            other.IsPrimary = false;
    }

    private void RemovePart(ProfileAttribute attribute, string part, Func<ProfileElement, bool> which)
    {
        foreach (var element in (_values.GetValueOrDefault(attribute) ?? []).Where(which))
            element.TrySet(part, default);
        RemoveWhere(attribute, IsPointless);
    }

    private void RemoveWhere(ProfileAttribute attribute, Predicate<ProfileElement> which)
    {
        if (!_values.TryGetValue(attribute, out var elements))
            return;
        elements.RemoveAll(which);
        if (elements.Count == 0)
            _values.Remove(attribute);
    }

    // An address without an address, or a reference to nobody, is nothing; nor is one of which only the kind is known.
    private static bool IsPointless(ProfileElement element) => !element.SaysSomething;

    private Refusal? Limit(ProfileAttribute attribute) => (_values.GetValueOrDefault(attribute)?.Count ?? 0) <= MaximumElements ? null : Refused(attribute);

    private static Refusal Refused(ProfileAttribute attribute) => new(Catalogue.Provisioning.ValueRefused, attribute.Name);
}
