using Keyway.Contracts.OAuth;
using Keyway.Errors;
using Keyway.Fido2.Metadata;
using Keyway.Server.Accounts;
using Keyway.Server.Storage;
using Keyway.Server.Tokens;
using Keyway.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Keyway.Server.Metadata;

/// <summary><c>/v1.0/authenticatorMetadata</c>: what is in force, and the import of a BLOB as the raw body. Ours, not the vendor's.</summary>
internal static class MetadataEndpoints
{
    private const string Path = "/v1.0/authenticatorMetadata";

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet(Path, Get).RequireToken(
            ErrorForm.Graph, Resources.Graph, [Permission.PolicyReadAll, Permission.PolicyReadWriteAuthenticationMethod], Role.GlobalAdministrator,
            Role.AuthenticationPolicyAdministrator, Role.AuthenticationAdministrator, Role.Reader);
        endpoints.MapPost(Path, PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MetadataBlob.MaximumLength))
            .RequireToken(ErrorForm.Graph, Resources.Graph, [Permission.PolicyReadWriteAuthenticationMethod], Role.GlobalAdministrator, Role.AuthenticationPolicyAdministrator);
    }

    private static IResult Get(Store store, TimeProvider time)
    {
        if (store.Read(StoredMetadata.Find) is not { } stored)
            return new RefusalReply(ErrorForm.Graph, Catalogue.Metadata.NothingImported);
        return stored.Verify().TryGet(out var blob, out var refusal)
            ? Results.Json(MetadataImport.Describe(blob, stored.ImportedOn, time.GetUtcNow(), changed: false), MetadataReplies.Default.ImportedMetadata)
            : new RefusalReply(ErrorForm.Graph, refusal);
    }

    private static async Task<IResult> PostAsync(HttpContext http, MetadataImport import)
    {
        try
        {
            return (await import.ImportAsync(http.Request.Body, Caller.Of(http).ActorId, http.RequestAborted)).TryGet(out var imported, out var refusal)
                ? Results.Json(imported, MetadataReplies.Default.ImportedMetadata)
                : new RefusalReply(ErrorForm.Graph, refusal);
        }
        catch (BadHttpRequestException failure) when (failure.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return new RefusalReply(ErrorForm.Graph, Catalogue.Metadata.BlobTooLarge);
        }
    }
}
