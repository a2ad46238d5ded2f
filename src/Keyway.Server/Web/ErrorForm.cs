namespace Keyway.Server.Web;

/// <summary>The shape in which an endpoint's protocol writes refusals.</summary>
internal enum ErrorForm
{
    /// <summary><see cref="Contracts.OAuth.OAuthError"/>.</summary>
    OAuth,

    /// <summary><see cref="Contracts.Graph.GraphErrorResponse"/>.</summary>
    Graph,

    /// <summary><see cref="Contracts.Provisioning.ScimError"/>.</summary>
    Scim,

    /// <summary><see cref="Contracts.Devices.DeviceJoinError"/>.</summary>
    DeviceJoin,

    /// <summary>A page for a person.</summary>
    Page,
}
