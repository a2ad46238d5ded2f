namespace Keyway.Server.Provisioning.Filters;

/// <summary>A filter that must not hold.</summary>
internal sealed record FilterNegation(FilterNode Inner) : FilterNode;
