namespace Keyway.Kerberos.Messages;

/// <summary>Ciphertext with the name of its key (RFC 4120 5.2.9).</summary>
/// <param name="Type">The encryption type's number, also when we do not know it.</param>
/// <param name="KeyVersion">The key's version; for a Kerberos server's key <c>branch id &lt;&lt; 16 | version</c> ([MS-KILE] 3.1.5.8).</param>
/// <param name="Cipher">The ciphertext.</param>
public sealed partial record EncryptedData(int Type, uint? KeyVersion, ReadOnlyMemory<byte> Cipher);
