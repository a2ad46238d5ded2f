namespace Keyway.Server.Provisioning;

/// <summary>The resource types; the member's name is the endpoint.</summary>
internal enum ScimKind
{
    Users,
    Groups,
    Devices,
}
