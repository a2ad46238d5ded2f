namespace Keyway.Server.DeviceManagement;

/// <summary>How a device stands towards the profile.</summary>
internal enum ManagedState
{
    /// <summary>It never enrolled itself, or was disabled or joined anew since.</summary>
    NotEnrolled,

    /// <summary>Nothing was heard of it for too long.</summary>
    Overdue,

    /// <summary>It refused or missed a setting at its last session.</summary>
    Differs,

    /// <summary>The profile changed since its last session, or it had none yet.</summary>
    Waiting,

    /// <summary>It has what it is to have.</summary>
    AsWanted,
}
