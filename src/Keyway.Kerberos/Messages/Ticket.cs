namespace Keyway.Kerberos.Messages;

/// <summary>A ticket as seen by one who cannot open it (RFC 4120 5.3).</summary>
/// <param name="Realm">The service's realm.</param>
/// <param name="Server">The service's name.</param>
/// <param name="EncryptedPart">An <c>EncTicketPart</c> under the service's key, usage 2.</param>
public sealed partial record Ticket(string Realm, PrincipalName Server, EncryptedData EncryptedPart);
