namespace Keyway.Device.Policies;

/// <summary>Who set a policy. Each beats those before it.</summary>
internal enum PolicySource
{
    /// <summary>Nobody.</summary>
    Default,

    /// <summary>The administrator of this computer, in <c>/etc/keyway/keywayd.json</c>.</summary>
    Local,

    /// <summary>The identity server, by OMA-DM.</summary>
    DeviceManagement,

    /// <summary>The domain, by the user half of its objects: for one person, wherever they sign in.</summary>
    GroupPolicyOfPerson,

    /// <summary>The domain, by the computer half of its objects.</summary>
    GroupPolicy,
}
