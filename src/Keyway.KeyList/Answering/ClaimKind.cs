namespace Keyway.KeyList.Answering;

/// <summary>What is known of an authenticator.</summary>
internal enum ClaimKind
{
    /// <summary>It was never seen.</summary>
    New,

    /// <summary>The very same request came before: a client that lost the answer, or tries TCP after UDP.</summary>
    Same,

    /// <summary>It came before in another request, or too long ago.</summary>
    Repeated,

    /// <summary>No room to remember it.</summary>
    Full,
}
