namespace Keyway.Contracts.Provisioning;

/// <summary>Schema and message URNs of SCIM 2.0 (RFC 7643, RFC 7644) and our own.</summary>
public static class ScimSchemas
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";

    /// <summary>A computer of a domain: <see cref="ScimDevice"/>. Project-defined.</summary>
    public const string Device = "urn:keyway:params:scim:schemas:core:2.0:Device";

    /// <summary>The enterprise extension of a person (RFC 7643 4.3).</summary>
    public const string EnterpriseUser = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    public const string ListResponse = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    public const string SearchRequest = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
    public const string BulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
    public const string BulkResponse = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
    public const string PatchOp = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    public const string Error = "urn:ietf:params:scim:api:messages:2.0:Error";

    /// <summary>What only a domain knows of an account: <see cref="OnPremisesUser"/>, <see cref="OnPremisesGroup"/>, <see cref="OnPremisesDevice"/>.</summary>
    public const string OnPremises = "urn:keyway:params:scim:schemas:extension:onpremises:2.0";

    /// <summary>The media type of every SCIM body (RFC 7644 3.1).</summary>
    public const string MediaType = "application/scim+json";
}
