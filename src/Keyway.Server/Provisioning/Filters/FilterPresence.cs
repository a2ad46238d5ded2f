namespace Keyway.Server.Provisioning.Filters;

/// <summary>An attribute that has any value (<c>pr</c>).</summary>
internal sealed record FilterPresence(string Attribute) : FilterNode;
