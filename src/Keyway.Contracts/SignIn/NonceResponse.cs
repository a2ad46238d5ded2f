using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>A server nonce: opaque ASCII, usable for five minutes and once ([MS-OAPXBC] 3.2.5.1.1).</summary>
public sealed record NonceResponse([property: JsonPropertyName("Nonce")] string Nonce);
