namespace Keyway.Connect.State;

/// <summary>How a membership stands at the server.</summary>
internal enum Standing
{
    /// <summary>The domain has it; the server not yet, perhaps because the member is not synced.</summary>
    Wanted = 0,

    /// <summary>Both have it.</summary>
    InForce = 1,

    /// <summary>Only the server has it.</summary>
    Unwanted = 2,

    /// <summary>The server has it, and the domain is naming all members of the group: it is unwanted when it was not named in the end.</summary>
    Doubtful = 3,
}
