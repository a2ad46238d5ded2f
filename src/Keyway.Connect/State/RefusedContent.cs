using Keyway.Connect.Synchronization;

namespace Keyway.Connect.State;

/// <summary>An object whose last content the server refused.</summary>
/// <param name="Held">What is known of it otherwise.</param>
/// <param name="Object">The content, to be tried again.</param>
internal sealed record RefusedContent(HeldObject Held, SyncObject Object);
