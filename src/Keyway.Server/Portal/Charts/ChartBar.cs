namespace Keyway.Server.Portal.Charts;

/// <summary>One drawn bar, in the units of the picture.</summary>
internal sealed record ChartBar(string X, string Y, string Width, string Height, string Class);
