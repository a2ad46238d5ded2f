using Keyway.Errors;
using Keyway.Fido2;
using Keyway.Server.Accounts;
using Keyway.Server.AuthenticationMethods.CloudPasswords;
using Keyway.Server.AuthenticationMethods.Explanations;
using Keyway.Server.AuthenticationMethods.Keys;
using Keyway.Server.AuthenticationMethods.OneTimeCodes;
using Keyway.Server.AuthenticationMethods.Passes;
using Keyway.Server.AuthenticationMethods.Policy;
using Keyway.Server.Hosting;
using Keyway.Server.Tenants;
using Keyway.Server.Tokens;
using Keyway.Server.Web;

namespace Keyway.Server.AuthenticationMethods;

/// <summary>How people prove who they are: security keys, Temporary Access Passes, passwords of this server, codes, and the policies of all.</summary>
internal static class AuthenticationMethodsFeature
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<ServerOptions>();
            return new RelyingParty(options.EffectiveRelyingPartyId, provider.GetRequiredService<Tenant>().Name, new HashSet<string>(StringComparer.Ordinal) { options.Origin });
        });
        services.AddSingleton<PublicKeyCache>();
        services.AddSingleton<SecurityKeySignIn>();
        services.AddSingleton<SecurityKeyStandings>();
        services.AddSingleton<SecurityKeyPolicies>();
        services.AddSingleton<SecurityKeyImpact>();
        services.AddSingleton<TemporaryAccessPassPolicies>();
        services.AddSingleton<TemporaryAccessPasses>();
        services.AddSingleton<FirstAdministratorLink>();
        services.AddSingleton<OneTimeCodePolicies>();
        services.AddSingleton<OneTimeCodeRegistration>();
        services.AddSingleton<OneTimeCodes.OneTimeCodes>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<CloudPasswords.CloudPasswords>();
        services.AddSingleton<SignInMethods>();
        services.AddSingleton<SignInExplanation>();
        services.AddSingleton<UnknownNameLockouts>();
        services.AddSingleton<MethodAdministration>();
        services.AddSingleton<IPersonRecords, MethodRecords>();
        services.AddSingleton<ITokenGrant, SecurityKeyGrant>();
        services.AddSingleton<ITokenGrant, TemporaryAccessPassGrant>();

        foreach (var (area, error) in Catalogue.All)
        {
            if (area is nameof(Catalogue.WebAuthn) or nameof(Catalogue.WebAuthnData))
                services.AddSingleton(new RefusalOnTheWire(error, StatusCodes.Status400BadRequest, "invalid_grant", 130005));
        }

        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.MethodDisabled, StatusCodes.Status403Forbidden, "access_denied", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.ModelNotAllowed, StatusCodes.Status403Forbidden, "access_denied", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.KeyNotRegistered, StatusCodes.Status400BadRequest, "invalid_grant", 135010));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.AssertionMalformed, StatusCodes.Status400BadRequest, "invalid_grant", 130005));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.KeyChangedMeanwhile, StatusCodes.Status400BadRequest, "invalid_grant", 130005));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.SelfServiceOff, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.StrongSignInNeeded, StatusCodes.Status403Forbidden));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.KeyNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.PassRefused, StatusCodes.Status400BadRequest, "invalid_grant", 50126));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.PassLockedOut, StatusCodes.Status400BadRequest, "invalid_grant", 50053));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.PassNotFound, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.PassDisabled, StatusCodes.Status403Forbidden, "access_denied", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.LastStrongMethod, StatusCodes.Status409Conflict));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.FirstLinkInvalid, StatusCodes.Status400BadRequest, "invalid_grant", 50126));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.AuthenticationMethods.PolicyChangedMeanwhile, StatusCodes.Status412PreconditionFailed));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.CodeRefused, StatusCodes.Status400BadRequest, "invalid_grant", 500121));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.CodeNeeded, StatusCodes.Status400BadRequest, "interaction_required", 50076));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.CodeLockedOut, StatusCodes.Status400BadRequest, "invalid_grant", 500121));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.CodesShut, StatusCodes.Status400BadRequest, "invalid_grant", 500121));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.CodesDisabled, StatusCodes.Status403Forbidden, "access_denied", 53003));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.OneTimeCodes.NoCode, StatusCodes.Status404NotFound));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.CloudPasswords.MustChange, StatusCodes.Status400BadRequest, "interaction_required", 50055));
        services.AddSingleton(new RefusalOnTheWire(Catalogue.CloudPasswords.NoPassword, StatusCodes.Status404NotFound));
    }

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        MethodPolicyEndpoints.Map(endpoints);
        TemporaryAccessPassEndpoints.Map(endpoints);
        OneTimeCodeEndpoints.Map(endpoints);
        CloudPasswordEndpoints.Map(endpoints);
        ExplanationEndpoints.Map(endpoints);
        SessionEndpoints.Map(endpoints);
    }
}
