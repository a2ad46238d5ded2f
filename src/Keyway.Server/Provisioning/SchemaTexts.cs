using System.Globalization;
using Keyway.Contracts.Provisioning;
using Keyway.Server.Provisioning.Profiles;

namespace Keyway.Server.Provisioning;

/// <summary>The attributes of each schema (RFC 7643 7), as many as are kept here.</summary>
internal static class SchemaTexts
{
    /// <summary>By URN: name and attributes, as members of a JSON object.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [ScimSchemas.User] = Text("User", "A person.", [
            Attribute("userName", "string", "readWrite", required: true, uniqueness: "server"),
            Attribute("displayName", "string", "readWrite"),
            Attribute("active", "boolean", "readWrite"),
            .. ProfileAttribute.All.Where(attribute => !attribute.IsEnterprise).Select(Profile)]),
        [ScimSchemas.EnterpriseUser] = Text("EnterpriseUser", "What an organisation knows of a person.", [.. ProfileAttribute.All.Where(attribute => attribute.IsEnterprise).Select(Profile)]),
        [ScimSchemas.Group] = Text("Group", "A group.", [
            Attribute("displayName", "string", "readWrite", required: true),
            Attribute("members", "complex", "readWrite", multiValued: true, subAttributes: [Attribute("value", "string", "immutable"), Attribute("type", "string", "readOnly")])]),
        [ScimSchemas.Device] = Text("Device", "A computer of a domain that may be joined. The connector of the domain is its only writer.", [
            Attribute("displayName", "string", "readWrite", required: true),
            Attribute("active", "boolean", "readWrite"),
            Attribute("operatingSystem", "string", "readWrite"),
            Attribute("operatingSystemVersion", "string", "readWrite"),
            Attribute("certificates", "binary", "readWrite", required: true, multiValued: true, caseExact: true),
            Attribute("registered", "boolean", "readOnly")]),
        [ScimSchemas.OnPremises] = Text("OnPremises", "What only a domain knows of an object. The connector of the domain is its only writer.", [
            Attribute("samAccountName", "string", "readWrite", required: true),
            Attribute("domainDnsName", "string", "immutable", required: true),
            Attribute("domainNetBiosName", "string", "readWrite"),
            Attribute("securityIdentifier", "string", "immutable", required: true, caseExact: true, uniqueness: "server"),
            Attribute("accountExpires", "dateTime", "readWrite"),
            Attribute("passwordExpired", "boolean", "readWrite"),
            Attribute("passwordExpires", "dateTime", "readWrite"),
            Attribute("passwordLastSet", "dateTime", "readWrite"),
            Attribute("primaryGroupSid", "string", "readWrite", caseExact: true),
            Attribute("privileged", "boolean", "readWrite")]),
    };

    private static string Profile(ProfileAttribute attribute) => Attribute(
        attribute.Name, attribute.Parts.Length == 0 ? "string" : "complex", "readWrite", multiValued: attribute.IsMany,
        subAttributes: attribute.Parts.Length == 0 ? null : [.. attribute.Parts.Select(part => Attribute(part, part == "primary" ? "boolean" : "string", "readWrite"))]);

    private static string Text(string name, string description, string[] attributes) =>
        $$"""
        "name": "{{name}}", "description": "{{description}}", "attributes": [
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
