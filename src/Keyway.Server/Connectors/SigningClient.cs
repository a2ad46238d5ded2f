namespace Keyway.Server.Connectors;

/// <summary>A connector or an application that may prove itself by signed assertions.</summary>
/// <param name="Certificates">DER.</param>
internal sealed record SigningClient(string DisplayName, IReadOnlyList<byte[]> Certificates);
