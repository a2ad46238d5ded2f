using System.Text.Json;

namespace Keyway.Fido2.Tests.Vectors;

/// <summary>One file of vectors/webauthn.</summary>
public sealed record VectorFile(
    string Origin, string RelyingPartyId, string[] Origins, string[] TopOrigins, string AttestationRoot, Vector[] Vectors)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    public static readonly VectorFile W3C = Load("w3c-level3.json");
    public static readonly VectorFile Keyway = Load("keyway-security-key.json");

    public RelyingParty Party => new(RelyingPartyId, "Vectors", Origins.ToHashSet(), TopOrigins.ToHashSet());

    private static VectorFile Load(string name) => JsonSerializer.Deserialize<VectorFile>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "vectors", name)), Options)!;
}
