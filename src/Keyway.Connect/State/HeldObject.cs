using Keyway.Connect.Synchronization;

namespace Keyway.Connect.State;

/// <summary>What the state knows of one anchor.</summary>
/// <param name="Key">Its number in the state.</param>
/// <param name="Anchor">objectGUID.</param>
/// <param name="Kind"><see cref="ObjectKind.Unknown"/> for one that is only named as a member.</param>
/// <param name="Id">At the server; null when it is not there.</param>
/// <param name="Fingerprint">Of what was last written; null when that is not known.</param>
/// <param name="IsLeaving">It left the domain or the scope, and its deletion waits.</param>
/// <param name="IsRefused">The server refused its last content, which is kept to be tried again.</param>
/// <param name="WasGone">The domain said that it was deleted.</param>
internal sealed record HeldObject(long Key, Guid Anchor, ObjectKind Kind, Guid? Id, byte[]? Fingerprint, bool IsLeaving, bool IsRefused, bool WasGone);
