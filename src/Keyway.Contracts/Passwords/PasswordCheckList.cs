using System.Text.Json.Serialization;

namespace Keyway.Contracts.Passwords;

/// <summary>Passwords to check now; empty when the wait was over.</summary>
public sealed record PasswordCheckList([property: JsonPropertyName("checks")] IReadOnlyList<PasswordCheck> Checks);
