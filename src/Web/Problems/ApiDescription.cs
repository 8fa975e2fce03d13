using ClearView.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ClearView.Web.Problems;

/// <summary>What the generated description cannot know: bodies that are read by hand, ids with their own form.</summary>
internal static class ApiDescription
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "ClearView",
                Version = "1",
                Description = "R\u00e9sum\u00e9s and jobs in; anonymous r\u00e9sum\u00e9s, stories, tips, skills and scores out. Until there is a sign-in it answers on this machine only.",
            };
            // The document is the same under every address of this machine.
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type == typeof(CandidateId) || type == typeof(JobId))
            {
                schema.Type = JsonSchemaType.String;
                schema.Pattern = "^[0-9a-f]{32}$";
            }

            return Task.CompletedTask;
        });
    }

    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
            endpoint.ProducesProblem(status);
        return endpoint;
    }

    public static Task DescribeResumeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary", Description = "The r\u00e9sum\u00e9." };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "file" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["file"] = file,
                ["firstName"] = Text("Hidden in the text; kept sealed."),
                ["lastName"] = Text("Hidden in the text; kept sealed."),
                ["email"] = Texts("Hidden in the text; kept sealed."),
                ["phone"] = Texts("Hidden in the text; kept sealed."),
                ["jobId"] = Texts("Jobs that the person applies for."),
                ["receivedOn"] = Text("The day it reached you, such as 2026-11-23; today when not given."),
            },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = form },
                ["application/octet-stream"] = new() { Schema = file },
            },
        };
        AddIdempotencyKey(operation);
        return Task.CompletedTask;
    }

    public static Task DescribeJobBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.RequestBody = JsonBody(new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "title", "text" },
            AdditionalPropertiesAllowed = false,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["title"] = Text("1 to 200 characters."),
                ["text"] = Text("The whole posting as plain text, at most 64 KB."),
                ["sourceId"] = Text("Your own name for the job: sending it again changes the job."),
            },
        });
        AddIdempotencyKey(operation);
        return Task.CompletedTask;
    }

    public static Task DescribeReviewBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        operation.RequestBody = JsonBody(new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "decision" },
            AdditionalPropertiesAllowed = false,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["decision"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["release", "refuse"] },
                ["version"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The version that was looked at; refused when a newer one waits." },
            },
        });
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody JsonBody(OpenApiSchema schema) => new()
    {
        Required = true,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/json"] = new() { Schema = schema } },
    };

    private static void AddIdempotencyKey(OpenApiOperation operation) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = "Idempotency-Key",
        In = ParameterLocation.Header,
        Description = "1 to 200 visible ASCII characters. The same key with the same request gets the same answer, and nothing is done twice.",
        Schema = Text("Such as a UUID."),
    });

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };

    private static OpenApiSchema Texts(string description) => new() { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String }, Description = description };
}
