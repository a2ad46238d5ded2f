using Keyway.Errors;
using Keyway.Server.Passwords.Agents;
using Keyway.Server.Passwords.Lockout;
using Keyway.Server.Passwords.Policy;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.Passwords;

/// <summary>Sign-in by the password of the domain: agents of the domain check it, the server counts wrong ones and never keeps any.</summary>
internal static class PasswordsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<PasswordPolicies>();
        services.AddSingleton<PasswordHolders>();
        services.AddSingleton<PasswordAttempts>();
        services.AddSingleton<WrongPasswords>();
        services.AddSingleton<UnknownNames>();
        services.AddSingleton<PasswordThrottle>();
        services.AddSingleton<PasswordAlarms>();
        services.AddSingleton<DomainQueues>();
        services.AddSingleton<PasswordChecks>();
        services.AddSingleton<RefusalPace>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<PasswordAndCode>();
        services.AddSingleton<ITokenGrant, PasswordGrant>();

        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.SignInOff, StatusCodes.Status400BadRequest, "unauthorized_client", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.Refused, StatusCodes.Status400BadRequest, "invalid_grant", 50126));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.LockedOut, StatusCodes.Status400BadRequest, "invalid_grant", 50053));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.LockedInDomain, StatusCodes.Status400BadRequest, "invalid_grant", 50053));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.Restricted, StatusCodes.Status400BadRequest, "invalid_grant", 80012));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.NoAgent, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", 80005));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.Busy, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", 80005));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.NoAnswer, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", 80002));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.DomainUnreachable, StatusCodes.Status503ServiceUnavailable, "temporarily_unavailable", 80001));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.AgentChanged, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.ForeignDomain, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.NotYourCheck, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.TooManyAgents, StatusCodes.Status429TooManyRequests));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.Passwords.DomainUnknown, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        PasswordAgentEndpoints.Map(endpoints);
        PasswordCheckEndpoints.Map(endpoints);
    }
}
