using Keyway.Errors;
using Keyway.Server.Web;

namespace Keyway.Server.Accounts;

/// <summary>People, groups, memberships and roles. The endpoints that change people and groups belong to Provisioning.</summary>
internal static class AccountsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<AccountDirectory>();
        services.AddSingleton<RoleAdministration>();
        services.AddSingleton<PeopleAdministration>();
        services.AddSingleton<DeletedPeople>();
        services.AddSingleton<SignOutEverywhere>();
        services.AddSingleton<IPersonRecords, SessionRecords>();
        services.AddHostedService<DeletedAccountPurge>();
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.RoleAssignmentNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.AccountUnknown, StatusCodes.Status400BadRequest, "invalid_grant", 50034));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.AccountDisabled, StatusCodes.Status400BadRequest, "invalid_grant", 50057));
        // The vendor has no number for an expired account; its clients treat it as they treat a disabled one.
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.AccountExpired, StatusCodes.Status400BadRequest, "invalid_grant", 50057));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.PasswordExpired, StatusCodes.Status400BadRequest, "invalid_grant", 50055));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.SessionRevoked, StatusCodes.Status401Unauthorized, "invalid_grant", 50173));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.UserNameTaken, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Provisioning.DeletedNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Provisioning.DeletedNameTaken, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Accounts.UserNameMalformed, StatusCodes.Status400BadRequest));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        RoleEndpoints.Map(endpoints);
        DeletedPeopleEndpoints.Map(endpoints);
    }
}
