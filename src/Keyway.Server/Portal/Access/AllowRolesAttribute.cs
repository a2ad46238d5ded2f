using Keyway.Server.Accounts;

namespace Keyway.Server.Portal.Access;

/// <summary>Who may open a page of the administration: one of these roles, signed in with more than one factor. A handler that changes something asks for its own roles.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AllowRolesAttribute(params Role[] roles) : Attribute
{
    public IReadOnlyList<Role> Roles { get; } = roles;
}
