namespace Keyway.Server.Provisioning.Filters;

/// <summary>Two filters of which both, or at least one, must hold.</summary>
internal sealed record FilterPair(bool Both, FilterNode Left, FilterNode Right) : FilterNode;
