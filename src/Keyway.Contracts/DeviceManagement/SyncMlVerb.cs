namespace Keyway.Contracts.DeviceManagement;

/// <summary>The commands that we read and write; the member's name is the element's. Atomic and Sequence are none of them.</summary>
public enum SyncMlVerb
{
    Alert,
    Status,
    Results,
    Get,
    Add,
    Replace,
    Delete,
    Exec,
}
