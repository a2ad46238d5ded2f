using System.Text.Json.Serialization;

namespace Keyway.Contracts.KerberosServers;

/// <summary>The body of <c>PUT /kerberosServers/{domain}/{name}</c>.</summary>
/// <param name="Publication">A compact <see cref="Jose.PublicationJwe"/> of a <see cref="KerberosServerPublication"/>.</param>
public sealed record KerberosServerEnvelope([property: JsonPropertyName("publication")] string Publication);
