using System.Text.Json.Serialization;

namespace Keyway.Contracts.SignIn;

/// <summary>Ours: what a device shows to a domain controller that shall say, to the server alone, how a person's password stands.</summary>
/// <param name="Ticket">Standard base64 of a DER ticket: a partial TGT of the Kerberos server's own account. Its session key stays at the server.</param>
/// <param name="Account">sAMAccountName of that account, to which a ticket from user to user is asked for.</param>
public sealed record PasswordQuestion(
    [property: JsonPropertyName("ticket")] string Ticket,
    [property: JsonPropertyName("account")] string Account);
