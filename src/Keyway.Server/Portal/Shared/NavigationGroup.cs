namespace Keyway.Server.Portal.Shared;

/// <summary>Pages that belong together.</summary>
internal sealed record NavigationGroup(string Title, IReadOnlyList<NavigationItem> Items);
