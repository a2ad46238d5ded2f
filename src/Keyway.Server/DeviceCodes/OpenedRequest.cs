namespace Keyway.Server.DeviceCodes;

/// <summary>A new request with its codes, which the store does not know.</summary>
internal sealed record OpenedRequest(string DeviceCode, UserCode UserCode, DeviceRequest Request)
{
    /// <summary>Without the codes.</summary>
    public override string ToString() => nameof(OpenedRequest);
}
