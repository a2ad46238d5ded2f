using System.Diagnostics.CodeAnalysis;
using Keyway.Server.Provisioning.Filters;

namespace Keyway.Server.Provisioning.Profiles;

/// <summary>An attribute of a person that is kept as it is shown (RFC 7643 4.1, and 4.3 for the enterprise extension).</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Key">In the spelling of <see cref="AttributeName"/>.</param>
/// <param name="IsMany">Multi-valued.</param>
/// <param name="Parts">The sub-attributes in the order of writing; empty for a plain text.</param>
/// <param name="IsMultiline">Its texts may have line breaks, and 1,024 characters.</param>
internal sealed record ProfileAttribute(string Name, string Key, bool IsMany, string[] Parts, bool IsMultiline = false)
{
    /// <summary>A person's mail addresses.</summary>
    public static readonly ProfileAttribute Emails = Many("emails", "value", "display", "type", "primary");

    /// <summary>Also searched by.</summary>
    public static readonly ProfileAttribute PersonName = new("name", "name", false, ["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"]);

    /// <summary>Also searched by.</summary>
    public static readonly ProfileAttribute Manager = new("manager", AttributeName.Enterprise + ":manager", false, ["value", "displayName"]);

    /// <summary>All, in the order of writing.</summary>
    public static readonly ProfileAttribute[] All =
    [
        PersonName, Text("nickName"), Text("profileUrl"), Text("title"), Text("userType"), Text("preferredLanguage"), Text("locale"), Text("timezone"),
        Emails, Many("phoneNumbers", "value", "display", "type", "primary"),
        new("addresses", "addresses", true, ["formatted", "streetAddress", "locality", "region", "postalCode", "country", "type", "primary"], IsMultiline: true),
        Enterprise("employeeNumber"), Enterprise("costCenter"), Enterprise("organization"), Enterprise("division"), Enterprise("department"), Manager,
    ];

    /// <summary>Core attributes that are not kept. Clients send them; a request about anything else is not refused for their sake.</summary>
    public static readonly string[] PassedOver = ["ims", "photos", "entitlements", "roles", "x509certificates"];

    /// <summary>True for an attribute of the enterprise extension.</summary>
    public bool IsEnterprise => Key[0] == '@';

    /// <summary>Finds the attribute, and the sub-attribute behind the dot, of a normal name.</summary>
    public static bool TryResolve(string normal, [NotNullWhen(true)] out ProfileAttribute? attribute, out string? part)
    {
        // A vendor's client names the manager without the extension's URN.
        var name = normal is "manager" or "manager.value" ? $"{AttributeName.Enterprise}:{normal}" : normal;
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        var key = dot < 0 ? name : name[..dot];
        attribute = All.FirstOrDefault(candidate => candidate.Key == key);
        part = null;
        return attribute is not null && (dot < 0 || (part = attribute.PartNamed(name[(dot + 1)..])) is not null);
    }

    /// <summary>The sub-attribute with this name in any case, or null.</summary>
    public string? PartNamed(string name) => Parts.FirstOrDefault(part => part.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static ProfileAttribute Text(string name) => new(name, name.ToLowerInvariant(), false, []);

    private static ProfileAttribute Many(string name, params string[] parts) => new(name, name.ToLowerInvariant(), true, parts);

    private static ProfileAttribute Enterprise(string name) => new(name, $"{AttributeName.Enterprise}:{name.ToLowerInvariant()}", false, []);
}
