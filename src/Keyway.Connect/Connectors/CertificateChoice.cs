namespace Keyway.Connect.Connectors;

/// <summary>By what certificate a new connector shall sign in.</summary>
/// <param name="File">PEM file with certificate and key, absolute; null for a connector with a secret.</param>
/// <param name="IsNew">The file is made.</param>
internal sealed record CertificateChoice(string? File, bool IsNew)
{
    public static CertificateChoice None { get; } = new(null, false);
}
