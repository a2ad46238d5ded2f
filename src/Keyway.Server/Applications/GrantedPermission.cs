using Keyway.Server.Tokens;

namespace Keyway.Server.Applications;

/// <summary>A permission that a global administrator gave to an application.</summary>
internal sealed record GrantedPermission(Permission Permission, DateTimeOffset GrantedOn, Guid GrantedBy);
