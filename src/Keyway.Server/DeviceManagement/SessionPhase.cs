namespace Keyway.Server.DeviceManagement;

/// <summary>What a device was asked last.</summary>
internal enum SessionPhase
{
    /// <summary>What it has.</summary>
    Asked,

    /// <summary>To change what is not as wanted.</summary>
    Changed,

    /// <summary>What it has now.</summary>
    Verified,
}
