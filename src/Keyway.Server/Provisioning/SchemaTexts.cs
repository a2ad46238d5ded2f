using System.Globalization;
using Keyway.Contracts.Provisioning;

namespace Keyway.Server.Provisioning;

/// <summary>The attributes of each schema (RFC 7643 7), as many as are kept here.</summary>
internal static class SchemaTexts
{
    /// <summary>By URN: name and attributes, as members of a JSON object.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [ScimSchemas.User] = Text(
            "User",
            Attribute("userName", "string", "readWrite", required: true, uniqueness: "server"),
            Attribute("displayName", "string", "readWrite"),
            Attribute("active", "boolean", "readWrite"),
            Attribute("emails", "complex", "readWrite", multiValued: true, subAttributes: [Attribute("value", "string", "readWrite"), Attribute("primary", "boolean", "readWrite")])),
        [ScimSchemas.Group] = Text(
            "Group",
            Attribute("displayName", "string", "readWrite", required: true),
            Attribute("members", "complex", "readWrite", multiValued: true, subAttributes: [Attribute("value", "string", "immutable"), Attribute("type", "string", "readOnly")])),
        [ScimSchemas.OnPremises] = Text(
            "OnPremises",
            Attribute("samAccountName", "string", "readWrite", required: true),
            Attribute("domainDnsName", "string", "immutable", required: true),
            Attribute("domainNetBiosName", "string", "readWrite"),
            Attribute("securityIdentifier", "string", "immutable", required: true, caseExact: true, uniqueness: "server"),
            Attribute("accountExpires", "dateTime", "readWrite"),
            Attribute("passwordExpired", "boolean", "readWrite"),
            Attribute("passwordLastSet", "dateTime", "readWrite"),
            Attribute("primaryGroupSid", "string", "readWrite", caseExact: true),
            Attribute("privileged", "boolean", "readWrite")),
    };

    private static string Text(string name, params string[] attributes) =>
        $$"""
        "name": "{{name}}", "attributes": [
            {{string.Join(",\n    ", attributes)}}
          ]
        """;

    private static string Attribute(
        string name, string type, string mutability, bool required = false, bool multiValued = false, bool caseExact = false, string uniqueness = "none", string[]? subAttributes = null)
    {
        var parts = subAttributes is null ? string.Empty : $", \"subAttributes\": [{string.Join(", ", subAttributes)}]";
        return $$"""{"name": "{{name}}", "type": "{{type}}", "multiValued": {{Truth(multiValued)}}, "required": {{Truth(required)}}, "caseExact": {{Truth(caseExact)}}, "mutability": "{{mutability}}", "returned": "default", "uniqueness": "{{uniqueness}}"{{parts}}}""";
    }

    private static string Truth(bool value) => value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();
}
