namespace Keyway.Contracts.Provisioning;

/// <summary>Schema and message URNs of SCIM 2.0 (RFC 7643, RFC 7644) and our one extension.</summary>
public static class ScimSchemas
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    public const string BulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    public const string BulkResponse = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";

    /// <summary>What only a domain knows of an account: <see cref="OnPremisesUser"/>, <see cref="OnPremisesGroup"/>.</summary>
    public const string OnPremises = "urn:keyway:params:scim:schemas:extension:onpremises:2.0";

    /// <summary>The media type of every SCIM body (RFC 7644 3.1).</summary>
    public const string MediaType = "application/scim+json";
}
