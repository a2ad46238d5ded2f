namespace Keyway.Server.Tokens.Nonces;

/// <summary>A nonce that this server made, for the purpose at hand and still fresh; whether it is unspent only the store knows.</summary>
/// <param name="Id">24 bytes: its time in milliseconds, big-endian, then 16 random bytes.</param>
/// <param name="Text">As it was sent; its ASCII bytes are the WebAuthn challenge.</param>
internal sealed record ServerNonce(byte[] Id, string Text);
