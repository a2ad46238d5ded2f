namespace Keyway.Server.DeviceCodes;

/// <summary>How far a request is; the numbers stand in the store.</summary>
internal enum DeviceRequestState
{
    Waiting = 0,
    Allowed = 1,
    Denied = 2,

    /// <summary>Its token is out; the row stays until its time is over, so that a second use is known for what it is.</summary>
    Redeemed = 3,
}
