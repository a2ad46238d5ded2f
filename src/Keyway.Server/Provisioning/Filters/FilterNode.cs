namespace Keyway.Server.Provisioning.Filters;

/// <summary>A parsed SCIM filter (RFC 7644 3.4.2.2). Attribute names are those of <see cref="AttributeName"/>.</summary>
internal abstract record FilterNode;
