"""Makes tiny-bert.safetensors: a small BERT of Hugging Face with random weights, what it answers, and its gradients.

pip install torch==2.8.0 transformers==4.57.1 safetensors==0.8.0 && python tiny_bert.py
"""

import torch
from safetensors.torch import save_file
from transformers import BertConfig, BertModel

torch.manual_seed(7)
config = BertConfig(vocab_size=11, hidden_size=8, num_hidden_layers=2, num_attention_heads=2, intermediate_size=12,
                    max_position_embeddings=6, type_vocab_size=2, hidden_act="gelu", initializer_range=0.4, attn_implementation="eager")
model = BertModel(config, add_pooling_layer=False).eval()
for name, weight in model.named_parameters():  # Hugging Face starts biases at 0 and norms at 1: that would hide mistakes
    torch.nn.init.normal_(weight, mean=1.0 if name.endswith("LayerNorm.weight") else 0.0, std=0.4)

inputs = {
    "input_ids": torch.tensor([[1, 2, 3, 4, 10], [5, 6, 0, 0, 0]]),
    "attention_mask": torch.tensor([[1, 1, 1, 1, 1], [1, 1, 0, 0, 0]]),
    "token_type_ids": torch.tensor([[0, 0, 1, 1, 1], [0, 1, 0, 0, 0]]),
}
out = model(**inputs, output_hidden_states=True, output_attentions=True)
(out.last_hidden_state ** 2 * inputs["attention_mask"][..., None] * torch.arange(8)).sum().backward()

tensors = {f"bert.{name}": weight.detach().clone() for name, weight in model.named_parameters()}
tensors |= {f"gradient.{name}": weight.grad.clone() for name, weight in model.named_parameters()}
tensors |= {f"input.{name}": value for name, value in inputs.items()}
tensors |= {f"hidden.{i}": value.detach().clone() for i, value in enumerate(out.hidden_states)}
tensors |= {f"attention.{i}": value.detach().clone() for i, value in enumerate(out.attentions)}
save_file({name: value.contiguous() for name, value in tensors.items()}, "tiny-bert.safetensors")
