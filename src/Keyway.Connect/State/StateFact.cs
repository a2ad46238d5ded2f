namespace Keyway.Connect.State;

/// <summary>Single values that a state keeps.</summary>
internal enum StateFact
{
    /// <summary>UTF-8 of the <see cref="StateBinding"/>.</summary>
    Binding = 1,

    /// <summary>The DirSync cookie behind the last page whose objects are at the server.</summary>
    Cookie = 2,

    /// <summary>Number of the full reconcile that is under way; absent when none is.</summary>
    FullUnderWay = 3,

    /// <summary>Number of the last full reconcile that was begun.</summary>
    FullNumber = 4,

    /// <summary>UTC, Unix milliseconds: when the last full reconcile had seen everything.</summary>
    FullOn = 5,

    /// <summary>Memberships may wait that could be sent: a cycle did not come to its end.</summary>
    Unsettled = 6,

    /// <summary>UTC, Unix milliseconds: completedOn of the last report that the server confirmed.</summary>
    Reported = 7,

    /// <summary>UTC, Unix milliseconds: completedOn of a report that may have arrived.</summary>
    Reporting = 8,

    /// <summary>UTC, Unix milliseconds: the end of the last cycle, whatever its outcome.</summary>
    CycleOn = 9,
}
