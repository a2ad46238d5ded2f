namespace Keyway.Fido2.Assertion;

/// <summary>What the server asked for when it began a sign-in. User verification is always required.</summary>
/// <param name="RelyingParty">Who asked.</param>
/// <param name="Challenge">The challenge of this ceremony, 16 bytes or more, used once.</param>
public sealed record AssertionRequest(RelyingParty RelyingParty, ReadOnlyMemory<byte> Challenge)
{
    /// <summary>allowCredentials: empty when any of the user's credentials may answer.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> AllowedCredentials { get; init; } = [];

    /// <summary>True when the server knew who signs in before it asked: only then may the user handle be missing.</summary>
    public bool UserIdentified { get; init; }
}
